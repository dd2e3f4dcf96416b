/**
 * What other writers' statuses mean (docs/format.md §10), as data: reading, counting, filtering and the prefilter are all
 * made from it. A status whose meaning is not plain is in no list, and stays unknown.
 */

/** In lower case; they are also read capitalized and in upper case, and with `_` or `-` in place of a space. */
export const STATUS_WORDS = {
	ok: ['ok', 'success', 'succeeded', 'successful', 'completed', 'complete', 'done', 'passed'],
	error: [
		...['error', 'errored', 'err', 'failed', 'failure', 'fail', 'exception'],
		...['fatal', 'critical', 'panic', 'crashed', 'timeout', 'timed out'],
	],
	denied: [
		...['denied', 'permission denied', 'access denied', 'forbidden', 'not allowed'],
		...['blocked', 'rejected', 'refused', 'disallowed', 'unauthorized'],
	],
} as const;

type Meaning = keyof typeof STATUS_WORDS;

const WORD_CHARS_MAX = 32;

let bySpelling: Map<string, Meaning> | null = null;

/** The status that a word means; `null` for any other value. `true` means `ok`. */
export function statusMeant(value: unknown): Meaning | null {
	if (value === true) return 'ok';
	if (typeof value !== 'string' || value.length > WORD_CHARS_MAX) return null;
	if (!bySpelling) {
		const statuses = Object.keys(STATUS_WORDS) as Meaning[];
		bySpelling = new Map(
			statuses.flatMap((status) => {
				return STATUS_WORDS[status].flatMap(spellingsOf).map((word) => [word, status] as const);
			}),
		);
	}
	return bySpelling.get(value) ?? null;
}

function spellingsOf(word: string): string[] {
	const capitalized = word[0]!.toUpperCase() + word.slice(1);
	return [word, capitalized, word.toUpperCase()].flatMap((cased) => [
		cased,
		cased.replaceAll(' ', '_'),
		cased.replaceAll(' ', '-'),
	]);
}
