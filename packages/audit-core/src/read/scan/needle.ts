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
