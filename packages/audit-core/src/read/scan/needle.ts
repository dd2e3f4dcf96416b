/**
 * Searches bytes for text. A needle returns the next index of its text in a block from an index on; -1 when there
 * is none.
 */
export type Needle = (block: Buffer, from: number) => number;

/** From the most to the least frequent characters in JSON and English; the rarest ones are searched for first. */
const FREQUENT_FIRST = ' etaoinsrhldcu:,mfpgwybv.-_0123456789()[]{}kxjzq';

export function exactNeedle(text: string): Needle {
	const bytes = Buffer.from(text);
	return (block, from) => block.indexOf(bytes, from);
}

/** A longer pattern is searched for more slowly by Node.js. */
const QUICK_BYTES_MAX = 7;
const WORD_ENDS_MIN = 3;

/**
 * Needles for quoted words, of which a line holds one: few that together find all of them, by their ends. An upper-case
 * letter is rare, so that it takes no more than that and the quote.
 */
export function wordNeedles(words: readonly string[]): Needle[] {
	const ends: string[] = [];
	let left = words.map((word) => `${word}"`);
	while (left.length > 0) {
		const best = left
			.flatMap(endsOf)
			.map((end) => ({ end, found: left.filter((word) => word.endsWith(end)).length }))
			.reduce((one, other) =>
				one.found / costOf(one.end) >= other.found / costOf(other.end) ? one : other,
			);
		ends.push(best.end);
		left = left.filter((word) => !word.endsWith(best.end));
	}
	return ends.map(exactNeedle);
}

function endsOf(word: string): string[] {
	const shortest = /[A-Z]"$/.test(word) ? 2 : WORD_ENDS_MIN;
	const lengths = Array.from(
		{ length: QUICK_BYTES_MAX + 1 - shortest },
		(_, index) => shortest + index,
	);
	return lengths.filter((length) => length <= word.length).map((length) => word.slice(-length));
}

/** Occurrences of letters in a thousand bytes of logs. A search stops at each occurrence of the first byte. */
const FREQUENCIES: Record<string, number> = {
	...{
		q: 1,
		z: 1,
		j: 1,
		x: 1,
		w: 3,
		k: 4,
		v: 4,
		y: 7,
		f: 9,
		g: 9,
		p: 12,
		b: 12,
		m: 13,
		h: 16,
		l: 17,
	},
	...{ c: 18, u: 19, d: 19, i: 27, o: 30, r: 33, n: 36, a: 36, t: 43, s: 46, e: 59, ' ': 60 },
};
/** The cost of looking at all bytes, in the same unit. */
const PASS_COST = 5;

function costOf(end: string): number {
	return PASS_COST + (FREQUENCIES[end[0]!] ?? 1);
}

/** Needles for text that JSON does not escape, in upper and lower case: together they find all spellings. */
export function foldedNeedles(text: string): Needle[] {
	const folded = Buffer.from(text.toLowerCase(), 'latin1');
	const anchor = rarestPair(text.toLowerCase());
	return casesOf(folded.toString('latin1', anchor, anchor + 2)).map((pair) => {
		const bytes = Buffer.from(pair, 'latin1');
		return (block, from) => {
			let hit = block.indexOf(bytes, from);
			while (hit !== -1 && !standsAt(block, hit - anchor, folded)) {
				hit = block.indexOf(bytes, hit + 1);
			}
			return hit;
		};
	});
}

function rarestPair(text: string): number {
	let rarest = 0;
	for (let at = 1; at + 1 < text.length; at++) {
		if (rarity(text, at) > rarity(text, rarest)) rarest = at;
	}
	return rarest;
}

function rarity(text: string, at: number): number {
	return rank(text[at]!) + rank(text[at + 1] ?? ' ');
}

function rank(char: string): number {
	const rank = FREQUENT_FIRST.indexOf(char);
	return rank === -1 ? FREQUENT_FIRST.length : rank;
}

/** All spellings: `ab`, `Ab`, `aB`, `AB`. */
function casesOf(text: string): string[] {
	let cases = [''];
	for (const char of text) {
		const forms = [...new Set([char.toLowerCase(), char.toUpperCase()])];
		cases = forms.flatMap((form) => cases.map((start) => start + form));
	}
	return cases;
}

function standsAt(block: Buffer, start: number, folded: Buffer): boolean {
	for (let index = 0; index < folded.length; index++) {
		if (lowerAscii(block[start + index]) !== folded[index]) return false;
	}
	return true;
}

function lowerAscii(byte: number | undefined): number | undefined {
	return byte !== undefined && byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
