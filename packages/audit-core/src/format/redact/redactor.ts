/**
 * Replaces secrets in what is written (docs/format.md §9) by a mark with the rule and a keyed hash. Equal secrets
 * have equal marks, and no secret can be guessed from its mark.
 */
import { randomBytes } from 'node:crypto';
import { headChars } from '../chars.ts';
import type { FoundSecret } from './found.ts';
import { createKeyedHash } from './keyed-hash.ts';
import { createNameRule, type NameRule } from './names.ts';
import type { SearchBudget } from './search-budget.ts';
import { createSearch } from './search.ts';

/** Options of redaction, in addition to the built-in names and shapes. */
export interface RedactOptions {
	/** Further names whose values are secret, in any style: `pin code` also means `pin_code` and `pinCode`. */
	names?: readonly string[] | undefined;
	/** Further shapes. They run over untrusted text, so they must not backtrack. */
	patterns?: readonly { name: string; pattern: RegExp }[] | undefined;
	/** Key of the hashes. By default the one in the data folder, or a random key of this process. */
	key?: Uint8Array | undefined;
}

export interface Redactor {
	/** The rule by which the value under a name is secret. */
	nameRule: NameRule;
	/** The text that replaces a secret. */
	mark: (rule: string, secret: string) => string;
	/** The first `chars` characters of the redacted text, and whether it is longer than that. */
	head: (
		text: string,
		chars: number,
		budget: SearchBudget,
	) => { text: string; isTruncated: boolean };
	/**
	 * False when an entry's line contains no secret for certain. `null` when only a search can tell.
	 */
	mayHoldSecret: ((line: Buffer, from: number, to: number) => boolean) | null;
	/** True when something by which a secret is found follows soon after `end`: a secret may begin before it. */
	mayHoldBehind: (text: string, end: number) => boolean;
}

const HASH_CHARS = 8;
const KEY_BYTES = 32;
/** How many characters after the kept ones are searched with extra patterns. */
const PATTERN_AHEAD_CHARS = 65_536;

export function createRedactor(options: RedactOptions = {}): Redactor {
	const { names = [], patterns = [], key = randomBytes(KEY_BYTES) } = options;
	const keyedHash = createKeyedHash(key);
	const nameRule = createNameRule(names);
	const search = createSearch(nameRule, names);
	const extras = patterns.map(({ name, pattern }) => {
		return { name, pattern: new RegExp(pattern, pattern.flags.replace(/[gy]/g, '') + 'g') };
	});

	function mark(rule: string, secret: string): string {
		return `[redacted:${rule}:${keyedHash(secret).slice(0, HASH_CHARS)}]`;
	}

	function redactExtras(text: string, chars: number): string {
		if (extras.length === 0) return text;
		const end = chars * 2 + PATTERN_AHEAD_CHARS;
		let seen = text.slice(0, end);
		for (const { name, pattern } of extras) {
			seen = seen.replace(pattern, (secret) => (secret === '' ? '' : mark(name, secret)));
		}
		return seen + text.slice(end);
	}

	/** The text up to `end`, redacted. Also returns where the last secret ends, which may be later. */
	function redactTo(text: string, end: number, secrets: readonly FoundSecret[]) {
		let redacted = '';
		let at = 0;
		for (const { rule, from, to } of secrets) {
			redacted += text.slice(at, from) + mark(rule, text.slice(from, to));
			at = to;
		}
		return redacted + text.slice(at, Math.max(at, end));
	}

	function head(whole: string, chars: number, budget: SearchBudget) {
		const text = redactExtras(whole, chars);
		// A character takes at most two units. Marks may be shorter than their secrets: then more is searched.
		const units = chars * 2;
		let end = Math.min(units, text.length);
		for (;;) {
			const secrets = search.find(text, end, budget);
			const redacted = redactTo(text, end, secrets);
			const isAll = Math.max(end, secrets.at(-1)?.to ?? 0) >= text.length;
			if (isAll || redacted.length >= units || budget.steps <= 0) {
				const head = headChars(redacted, chars);
				return { text: head, isTruncated: head.length < redacted.length || !isAll };
			}
			end = Math.min(text.length, Math.max(end, secrets.at(-1)?.to ?? 0) + units * 2);
		}
	}

	return {
		nameRule,
		mark,
		head,
		mayHoldBehind: search.mayHoldBehind,
		mayHoldSecret: extras.length > 0 ? null : search.mayHold,
	};
}
