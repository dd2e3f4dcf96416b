import { headChars } from './chars.ts';
import type { NameRule } from './redact/names.ts';
import type { Redactor } from './redact/redactor.ts';
import type { SearchBudget } from './redact/search-budget.ts';

/** What is kept of texts, and under which names nothing is. */
export interface TextPolicy {
	nameRule: NameRule;
	mark: (rule: string, secret: string) => string;
	/** The first `chars` characters of what is kept of the text, and whether that is not all. */
	head: (text: string, chars: number, budget: SearchBudget) => { text: string; isCut: boolean };
}

/** Keeps texts as they are; values under secret names go, unless there is no redactor. */
export function keepTexts(redactor: Redactor | null): TextPolicy {
	return {
		nameRule: redactor?.nameRule ?? (() => null),
		mark: redactor?.mark ?? ((_rule, secret) => secret),
		head(text, chars) {
			const head = headChars(text, chars);
			return { text: head, isCut: head.length < text.length };
		},
	};
}
