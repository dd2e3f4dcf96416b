import { headChars } from './chars.ts';
import type { Redactor } from './redact/redactor.ts';
import type { SecretNames } from './redact/secret-names.ts';
import type { SearchBudget } from './redact/search-budget.ts';

/** How much of a text is kept, and which names are secret. */
export interface TextPolicy {
	names: SecretNames;
	mark: (rule: string, secret: string) => string;
	/** The text that replaces the value under a secret name. */
	markValue: (rule: string, value: string, budget: SearchBudget) => string;
	/** The first `chars` characters of the text to write, and whether it is longer than that. */
	head: (
		text: string,
		chars: number,
		budget: SearchBudget,
	) => { text: string; isTruncated: boolean };
}

/** Keeps texts as they are, but replaces values under secret names if there is a redactor. */
export interface KeptTexts extends TextPolicy {
	/** True when a text was truncated just before something by which a secret is found. Reset by reading it. */
	wasCutNearSecret: () => boolean;
}

const NO_NAMES: SecretNames = {
	isSecret: () => false,
	ofProperty: () => null,
	ofSibling: () => null,
	ofItem: () => null,
	inItems: () => [],
};

export function keepTexts(redactor: Redactor | null): KeptTexts {
	let isNear = false;

	return {
		names: redactor?.names ?? NO_NAMES,
		mark: redactor?.mark ?? ((_rule, secret) => secret),
		markValue: redactor?.markValue ?? ((_rule, value) => value),
		head(text, chars) {
			const head = headChars(text, chars);
			const isTruncated = head.length < text.length;
			if (isTruncated && redactor?.mayHoldBehind(text, head.length)) isNear = true;
			return { text: head, isTruncated };
		},
		wasCutNearSecret() {
			const was = isNear;
			isNear = false;
			return was;
		},
	};
}
