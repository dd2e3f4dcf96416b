/**
 * What other writers' statuses mean (docs/format.md §10), as data: reading, counting, filtering and the prefilter are all
 * made from it. A status whose meaning is not plain is in no list, and stays unknown.
 */

/** They are read in any case, and with `_` or `-` in place of a space. */
export const STATUS_WORDS = {
	ok: ['ok', 'success', 'succeeded', 'successful', 'completed', 'complete', 'done', 'passed'],
	error: [
		...['error', 'errored', 'err', 'failed', 'failure', 'fail', 'exception'],
		...['fatal', 'critical', 'panic', 'alert', 'emerg', 'emergency', 'severe'],
		...['crashed', 'timeout', 'timed out', 'deadline exceeded'],
	],
	denied: [
		...['denied', 'permission denied', 'access denied', 'forbidden', 'not allowed'],
		...['blocked', 'rejected', 'refused', 'disallowed', 'unauthorized', 'unauthenticated'],
		...['deny', 'declined'],
	],
} as const;

type Meaning = keyof typeof STATUS_WORDS;

const WORD_CHARS_MAX = 32;

const BY_WORD = new Map(
	(Object.keys(STATUS_WORDS) as Meaning[]).flatMap((status) =>
		STATUS_WORDS[status].map((word): [string, Meaning] => [word, status]),
	),
);
// A letter that only folds to one of ASCII is another one.
const ASCII = /^[\x20-\x7e]*$/;

/** The status that a word means; `null` for any other value. `true` means `ok`, `false` means `error`. */
export function statusMeant(value: unknown): Meaning | null {
	if (typeof value === 'boolean') return value ? 'ok' : 'error';
	if (typeof value !== 'string' || value.length > WORD_CHARS_MAX || !ASCII.test(value)) return null;
	return BY_WORD.get(value.trim().toLowerCase().replace(/[_-]/g, ' ')) ?? null;
}

/** Words for a denial that mean one within a longer text, too. A connection can be refused, and a queue be blocked. */
const DENIAL =
	/\b(?:(?:permission|access) denied|forbidden|not allowed|disallowed|unauthorized|unauthenticated)\b/;
const SEARCHED_CHARS_MAX = 1_000;

/** True for the text of an error that tells of a denial. */
export function tellsOfDenial(text: string): boolean {
	const words = text.slice(0, SEARCHED_CHARS_MAX).toLowerCase().replace(/[_-]/g, ' ');
	return statusMeant(text) === 'denied' || DENIAL.test(words);
}
