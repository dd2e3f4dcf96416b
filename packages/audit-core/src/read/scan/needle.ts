import { endOfSpace } from './json-bytes.ts';

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

const STATUS_END = Buffer.from('us"');
const STATUS_START = Buffer.from('"stat');
const OK = Buffer.from('ok');
const [QUOTE, COLON, BACKSLASH, FALSE] = [0x22, 0x3a, 0x5c, 0x66];
const WORD_BYTES_MAX = 64;

/**
 * The next field `status`, at any depth, whose word is wanted. Nearly every line has one that is `ok`, which is told from
 * others by two bytes: one pass finds all words for a status, however many there are.
 */
export function statusNeedle(isWanted: (word: string | boolean) => boolean): Needle {
	const isOkWanted = isWanted('ok');
	const isFalseWanted = isWanted(false);

	function isWantedAt(block: Buffer, value: number): boolean {
		const word = value + 1;
		if (block[word + OK.length] === QUOTE && startsAt(block, word, OK)) return isOkWanted;
		let end = word;
		while (end - word < WORD_BYTES_MAX && isWordByte(block[end]!)) end++;
		// An escaped word has to be parsed.
		if (block[end] === BACKSLASH) return true;
		return block[end] === QUOTE && isWanted(block.toString('latin1', word, end));
	}

	return (block, from) => {
		for (let hit = block.indexOf(STATUS_END, from); hit !== -1;) {
			if (startsAt(block, hit - STATUS_START.length, STATUS_START)) {
				const colon = endOfSpace(block, hit + STATUS_END.length);
				const value = block[colon] === COLON ? endOfSpace(block, colon + 1) : colon;
				if (
					block[value] === QUOTE
						? isWantedAt(block, value)
						: isFalseWanted && block[value] === FALSE
				) {
					return hit;
				}
			}
			hit = block.indexOf(STATUS_END, hit + 1);
		}
		return -1;
	};
}

function startsAt(block: Buffer, start: number, bytes: Buffer): boolean {
	for (let index = 0; index < bytes.length; index++) {
		if (block[start + index] !== bytes[index]) return false;
	}
	return true;
}

function isWordByte(byte: number): boolean {
	return byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH;
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
