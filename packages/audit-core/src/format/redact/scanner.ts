/**
 * Finds all occurrences of many literals in one pass, whatever the text (Aho and Corasick, "Efficient string
 * matching", 1975). Secrets are searched for only where one of their literals is found, and most lines contain none.
 */

/** A literal by which a place is found where a secret may be. Upper and lower case are equal. */
export interface Literal {
	text: string;
	/** Only in this case. */
	isExactCase?: boolean;
	/** Where it has a space, a text may also have `_`, `-` or `.`. */
	anyGap?: boolean;
	/** No letter or digit comes before. */
	startsWord?: boolean;
	/** No letter follows: a short name is also the beginning of other words. */
	endsWord?: boolean;
	/** At least so many letters, digits, underscores and hyphens follow. */
	run?: number;
}

export interface Hit {
	/** Index of the literal. */
	literal: number;
	start: number;
	end: number;
}

export interface Scanner {
	/** The occurrences that begin before `end`, ordered by where they end. */
	find(text: string, end: number): Generator<Hit>;
	/** True when one of the literals occurs. */
	has(text: string): boolean;
}

const ASCII = 128;
/** What separates the words of a name. */
const GAPS = [' ', '_', '-', '.'];

export function createScanner(literals: readonly Literal[]): Scanner {
	const classOf = classesOf(literals);
	const { next, width, endsAt, ends } = build(literals, classOf);
	const charsMax = Math.max(0, ...literals.map(({ text }) => text.length));

	/** The literals that end in a state occur before `end`; this also looks at what is around them. */
	function isThere(text: string, end: number, literal: Literal): boolean {
		const { text: wanted, isExactCase, anyGap, startsWord, endsWord, run = 0 } = literal;
		const start = end - wanted.length;
		if (isExactCase) {
			if (!text.startsWith(wanted, start)) return false;
		} else if (!anyGap && text.slice(start, end).toLowerCase() !== wanted.toLowerCase())
			return false;
		if (startsWord && continuesWord(text, start)) return false;
		if (endsWord && isLetter(text.charCodeAt(end))) return false;
		for (let at = end; at < end + run; at++) if (!isWord(text.charCodeAt(at))) return false;
		return true;
	}

	return {
		*find(text, end) {
			const stop = Math.min(text.length, end + charsMax);
			let state = 0;
			for (let at = 0; at < stop; at++) {
				state = next[state * width + classOf(text.charCodeAt(at))]!;
				if (endsAt[state] === 0) continue;
				for (const index of ends[endsAt[state]!]!) {
					const literal = literals[index]!;
					const start = at + 1 - literal.text.length;
					if (start < end && isThere(text, at + 1, literal)) {
						yield { literal: index, start, end: at + 1 };
					}
				}
			}
		},
		has(text) {
			let state = 0;
			for (let at = 0; at < text.length; at++) {
				state = next[state * width + classOf(text.charCodeAt(at))]!;
				if (endsAt[state] === 0) continue;
				const found = ends[endsAt[state]!]!;
				if (found.some((index) => isThere(text, at + 1, literals[index]!))) return true;
			}
			return false;
		},
	};
}

/** Number of a character among those that occur in literals, whatever its case; 0 for all others. */
type ClassOf = (code: number) => number;

function classesOf(literals: readonly Literal[]): ClassOf {
	const ascii = new Uint8Array(ASCII);
	const others = new Map<number, number>();
	const set = (char: string, value: number) => {
		const code = char.charCodeAt(0);
		if (code < ASCII) ascii[code] = value;
		else others.set(code, value);
	};
	let count = 1;
	for (const gap of GAPS) set(gap, count);
	for (const char of new Set(literals.map(({ text }) => text.toLowerCase()).join(''))) {
		if (GAPS.includes(char)) continue;
		count++;
		set(char, count);
		set(char.toUpperCase(), count);
	}
	return (code) => (code < ASCII ? ascii[code]! : (others.get(code) ?? 0));
}

interface Automaton {
	/** The next state for a state and a class of characters: at `state * width + class`. */
	next: Uint16Array;
	width: number;
	/** Index into `ends` of a state in which literals end; 0 for all others. */
	endsAt: Uint16Array;
	/** Indexes of literals. */
	ends: number[][];
}

function build(literals: readonly Literal[], classOf: ClassOf): Automaton {
	const codes = literals.map(({ text }) =>
		Uint16Array.from(text, (char) => classOf(char.charCodeAt(0))),
	);
	const width = 1 + codes.reduce((max, list) => list.reduce((a, b) => Math.max(a, b), max), 0);
	const statesMax = 1 + codes.reduce((sum, list) => sum + list.length, 0);
	const next = new Uint16Array(statesMax * width);
	const endsAt = new Uint16Array(statesMax);
	const ends: number[][] = [[]];
	let states = 1;
	for (const [index, list] of codes.entries()) {
		let state = 0;
		for (const code of list) {
			const at = state * width + code;
			if (next[at] === 0) next[at] = states++;
			state = next[at]!;
		}
		if (endsAt[state] === 0) endsAt[state] = ends.push([]) - 1;
		ends[endsAt[state]!]!.push(index);
	}
	addFallbacks({ next, width, endsAt, ends }, states);
	return { next: next.slice(0, states * width), width, endsAt: endsAt.slice(0, states), ends };
}

/** Where the tree of literals has no next state, that of the longest end of what was read that has one. */
function addFallbacks({ next, width, endsAt, ends }: Automaton, states: number): void {
	const fallback = new Uint16Array(states);
	// Breadth first, so that the shorter state that a state falls back to is complete before it is used.
	const order = [0];
	for (const state of order) {
		const from = fallback[state]!;
		const inherited = state === 0 ? 0 : endsAt[from]!;
		if (inherited !== 0) {
			if (endsAt[state] === 0) endsAt[state] = inherited;
			else endsAt[state] = ends.push([...ends[endsAt[state]!]!, ...ends[inherited]!]) - 1;
		}
		for (let code = 1; code < width; code++) {
			const child = next[state * width + code]!;
			const other = state === 0 ? 0 : next[from * width + code]!;
			if (child === 0) next[state * width + code] = other;
			else {
				fallback[child] = other;
				order.push(child);
			}
		}
	}
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const LOWER_U = 0x75;

/** True when a letter or digit comes before that is not the end of an escape: `\n`, `%20`, `\u0026`. */
function continuesWord(text: string, start: number): boolean {
	if (!isAlphanumeric(text.charCodeAt(start - 1))) return false;
	return !(
		text.charCodeAt(start - 2) === BACKSLASH ||
		text.charCodeAt(start - 3) === PERCENT ||
		(text.charCodeAt(start - 6) === BACKSLASH && text.charCodeAt(start - 5) === LOWER_U)
	);
}

function isLetter(code: number): boolean {
	const lower = code | 0x20;
	return lower >= 0x61 && lower <= 0x7a;
}

function isAlphanumeric(code: number): boolean {
	return isLetter(code) || (code >= 0x30 && code <= 0x39);
}

function isWord(code: number): boolean {
	return isAlphanumeric(code) || code === 0x5f || code === 0x2d;
}
