/**
 * Secrets in entries that are written already: what today's rules would redact in them (docs/format.md §9). An entry
 * is encoded once more with marks that can't stand in a line, and the marks are counted. No value is returned.
 */
import { randomUUID } from 'node:crypto';
import { withoutTruncationMark } from './chars.ts';
import { createValueEncoder } from './encode-value.ts';
import { isOwnId } from './id.ts';
import type { ParsedObject } from './numbers.ts';
import { withRe2 } from './redact/re2-patterns.ts';
import { createRedactor, createSecretHash, type RedactOptions } from './redact/redactor.ts';
import { SEARCH_STEPS_MAX } from './redact/search-budget.ts';

/** The part of an entry that a secret is in. The names of further fields may be secrets themselves. */
export type SecretField = 'tool' | 'args' | 'result_snippet' | 'other';

/** A secret in a field of an entry, by what its mark would show. */
export interface SecretInField {
	/** The part of the entry. */
	field: SecretField;
	/** The rule that its mark would show. */
	rule: string;
	/** Equal for equal secrets, as in their marks. Tells nothing without the key of the marks. */
	hash: string;
	/** How often it stands in the field. */
	count: number;
}

/** A secret, however often it stands in a day. Secrets with the same hash are equal. */
export interface DistinctSecret {
	/** That of its mark. */
	hash: string;
	/** The rules that found it. */
	rules: string[];
	/** How often it was found. */
	count: number;
	/** Position of the last row that holds it. */
	position: number;
	/** Ref of this row. */
	ref: string;
}

export interface SecretFinder {
	/** The secrets in an entry, without their values. */
	find: (entry: ParsedObject) => SecretInField[];
	/** False when an entry's line contains no secret for certain. */
	mayHold: (line: Buffer, from: number, to: number) => boolean;
}

/** What only the recorder sets holds no secret. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['ts', 'user', 'result_chars', 'recorded_at']);
const NAMED_FIELDS: ReadonlySet<string> = new Set<SecretField>(['tool', 'args', 'result_snippet']);
/** Deeper values are not searched. The recorder writes no entry as deep. */
const DEPTH_MAX = 1_000;
/** In place of a secret since before it was written; truncated at the end of a text. */
const WRITTEN_MARK = /^(?:[\w-]{1,20} )?\[redacted:[^\]]{0,200}\]?$/;
const WRITTEN_MARK_START = '[redacted:';
const ESCAPE = '\\u';

export function createSecretFinder(options: RedactOptions = {}): SecretFinder {
	const nonce = randomUUID();
	const rules: string[] = [];
	const hashOf = createSecretHash(options.key);
	const marks = new RegExp(`\\[redacted:(\\d+):(\\w+):${nonce}\\]`, 'g');

	/** As they are in a recorded entry. */
	function withMarks(text: string): string {
		return text.replace(marks, (_, index: string, hash: string) => {
			return `[redacted:${rules[Number(index)]!}:${hash}]`;
		});
	}

	function mark(rule: string, secret: string): string {
		if (WRITTEN_MARK.test(secret) || WRITTEN_MARK_START.startsWith(secret)) return secret;
		if (!rules.includes(rule)) rules.push(rule);
		return `[redacted:${rules.indexOf(rule)}:${hashOf(withMarks(secret))}:${nonce}]`;
	}

	const redactor = createRedactor(withRe2(options), mark);
	const { names, head, mark: markSecret, markValue, mayHoldSecret } = redactor;
	const encoder = createValueEncoder(DEPTH_MAX, {
		...{ names, mark: markSecret, markValue },
		/** All of the text: what an older writer did not truncate is searched too. */
		head(whole, _chars, budget) {
			const text = withoutTruncationMark(whole);
			return { text: head(text, Infinity, budget).text, isTruncated: false };
		},
	});

	return {
		find(entry) {
			const budget = { items: Infinity, chars: Infinity, steps: SEARCH_STEPS_MAX };
			const found = new Map<string, SecretInField>();
			for (const name of Object.keys(entry)) {
				if (OWN_FIELDS.has(name) || (name === 'id' && isOwnId(entry[name]))) continue;
				const field = NAMED_FIELDS.has(name) ? (name as SecretField) : 'other';
				for (const [, index, hash = ''] of encoder.members(entry, [name], budget).matchAll(marks)) {
					const rule = rules[Number(index)]!;
					const key = `${field} ${rule} ${hash}`;
					const count = found.get(key)?.count ?? 0;
					found.set(key, { field, rule, hash, count: count + 1 });
				}
			}
			return [...found.values()];
		},
		mayHold(line, from, to) {
			if (!mayHoldSecret || mayHoldSecret(line, from, to)) return true;
			// Other writers escape letters of which secret names consist.
			return line.subarray(from, to).includes(ESCAPE);
		},
	};
}
