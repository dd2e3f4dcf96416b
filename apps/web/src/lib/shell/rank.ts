/**
 * How well a name matches a query. Every word of the query must be in it; a word at the beginning of the name
 * or of a part ranks highest, and a short name ranks before a long one. 0 means no match.
 */
export function rank(name: string, typed: string): number {
	const text = name.toLowerCase();
	let score = 1 / (1 + text.length);
	for (const word of typed.toLowerCase().split(/\s+/).filter(Boolean)) {
		const at = text.indexOf(word);
		if (at < 0) return 0;
		score += at === 0 ? 3 : startsPart(text, word) ? 2 : 1;
	}
	return score;
}

function startsPart(text: string, word: string): boolean {
	for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
		if (at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1]!)) return true;
	}
	return false;
}

/** The best matches first; equal matches keep their order. */
export function best<T extends { name: string }>(things: T[], typed: string, most: number): T[] {
	if (!typed.trim()) return things.slice(0, most);
	return things
		.map((thing) => ({ thing, score: rank(thing.name, typed) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score)
		.slice(0, most)
		.map(({ thing }) => thing);
}
