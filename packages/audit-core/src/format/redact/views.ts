/**
 * A text, and the same text with the escapes of the notations around it resolved: JSON within JSON, percent-encoding,
 * HTML entities. A secret is searched for in each of these views, so that the rules only know plain notations.
 */
export interface View {
	text: string;
	/** How many escapes were resolved for it. */
	escapes: number;
	/** The offset in the original text at which a character of this view begins. */
	originOf: (at: number) => number;
}

/** JSON in JSON in JSON, within one more notation. */
export const LEVELS_MAX = 4;
const ESCAPE =
	/'\\''|\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|["'`$\\/bfnrt])|(?:%[0-9a-f]{2})+|&(?:quot|apos|amp|lt|gt|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});/gi;
/** The same, and the doubled quotes of YAML's quotes, but for an empty text: `password || ''`. */
const ESCAPE_IN_QUOTES = new RegExp(
	String.raw`(?<=[^\s(,[{=:|?+!&])''|''(?![\s),;\]}.+]|$)|${ESCAPE.source}`,
	'gi',
);
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
	...{ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' },
};
const ENTITIES: Readonly<Record<string, string>> = {
	...{ quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: ' ' },
};

/** The views of the first `end` characters that differ from the text itself: each resolves one more level. */
export function* decodedViews(text: string, end: number): Generator<View> {
	let view: View | null = { text: text.slice(0, end), escapes: 0, originOf: (at) => at };
	for (let level = 0; level < LEVELS_MAX; level++) {
		view = decode(view);
		if (!view) return;
		yield view;
	}
}

function decode({ text, originOf }: View): View | null {
	const isQuoted = /[:-] '/.test(text);
	if (!(isQuoted ? /[\\%&]|''/ : /[\\%&]/).test(text)) return null;
	let decoded = '';
	let doneTo = 0;
	/** Offsets after which the two texts run in parallel, in this view and in the text that was decoded. */
	const here = [0];
	const there = [0];
	const add = (piece: string, from: number) => {
		here.push(decoded.length);
		there.push(from);
		decoded += piece;
	};
	for (const { 0: escape, index } of text.matchAll(isQuoted ? ESCAPE_IN_QUOTES : ESCAPE)) {
		decoded += text.slice(doneTo, index);
		if (escape.startsWith('%')) addPercentEncoded(escape, index, add);
		else add(characterOf(escape), index);
		doneTo = index + escape.length;
		here.push(decoded.length);
		there.push(doneTo);
	}
	if (doneTo === 0) return null;
	return {
		text: decoded + text.slice(doneTo),
		escapes: here.length / 2,
		originOf(at) {
			const last = lastNotAbove(here, at);
			return originOf(there[last]! + at - here[last]!);
		},
	};
}

function characterOf(escape: string): string {
	if (escape.startsWith("'")) return "'";
	if (escape.startsWith('&#')) {
		const isHex = /^&#x/i.test(escape);
		const code = Number.parseInt(escape.slice(isHex ? 3 : 2, -1), isHex ? 16 : 10);
		return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
	}
	if (escape.startsWith('&')) return ENTITIES[escape.slice(1, -1).toLowerCase()]!;
	const kind = escape[1]!;
	if (escape.length > 2) return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
	return SHORT_ESCAPES[kind] ?? kind;
}

/** A run of percent-encoded bytes, character by character. */
function addPercentEncoded(
	run: string,
	index: number,
	add: (piece: string, from: number) => void,
): void {
	const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
	for (let at = 0; at < bytes.length;) {
		const length = utf8Length(bytes[at]!);
		add(bytes.toString('utf8', at, at + length), index + at * 3);
		at += length;
	}
}

function utf8Length(lead: number): number {
	if (lead < 0xc0) return 1;
	if (lead < 0xe0) return 2;
	return lead < 0xf0 ? 3 : 4;
}

function lastNotAbove(ascending: readonly number[], limit: number): number {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ascending[middle]! <= limit) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
