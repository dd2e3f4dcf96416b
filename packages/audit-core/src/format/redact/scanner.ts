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
	/** True when one of the literals occurs in text of UTF-8. */
	has(bytes: Buffer, length: number): boolean;
}

const ASCII = 128;
/** How far before a literal an escape may begin. */
const BEFORE_CHARS = 6;
/** What separates the words of a name. */
const GAPS = [' ', '_', '-', '.'];

export function createScanner(literals: readonly Literal[]): Scanner {
	const classOf = classesOf(literals);
	const { next, width, firstEnd, ends } = build(literals, classOf);
	const charsMax = Math.max(0, ...literals.map(({ text }) => text.length));
	const runMax = Math.max(1, ...literals.map(({ run = 0 }) => run));
	const byteClasses = Uint8Array.from({ length: 256 }, (_, byte) => classOf(byte));

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

	/** The same for bytes: each stands for a character. */
	function isOneThere(
		bytes: Buffer,
		end: number,
		length: number,
		found: readonly number[],
	): boolean {
		const from = Math.max(0, end - charsMax - BEFORE_CHARS);
		const text = bytes.toString('latin1', from, Math.min(length, end + runMax));
		return found.some((index) => isThere(text, end - from, literals[index]!));
	}

	return {
		*find(text, end) {
			const stop = Math.min(text.length, end + charsMax);
			let state = 0;
			for (let at = 0; at < stop; at++) {
				state = next[state * width + classOf(text.charCodeAt(at))]!;
				if (state < firstEnd) continue;
				for (const index of ends[state - firstEnd]!) {
					const literal = literals[index]!;
					const start = at + 1 - literal.text.length;
					if (start < end && isThere(text, at + 1, literal)) {
						yield { literal: index, start, end: at + 1 };
					}
				}
			}
		},
		has(bytes, length) {
			let state = 0;
			for (let at = 0; at < length; at++) {
				state = next[state * width + byteClasses[bytes[at]!]!]!;
				if (state >= firstEnd && isOneThere(bytes, at + 1, length, ends[state - firstEnd]!)) {
					return true;
				}
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
	/** Literals end in this state and in all after it. */
	firstEnd: number;
	/** Indexes of these literals, for each state from `firstEnd`. */
	ends: number[][];
}

/** The tree of the literals, while it is made into an automaton. */
interface Tree {
	next: Uint16Array;
	width: number;
	ends: (number[] | undefined)[];
}

function build(literals: readonly Literal[], classOf: ClassOf): Automaton {
	const codes = literals.map(({ text }) =>
		Uint16Array.from(text, (char) => classOf(char.charCodeAt(0))),
	);
	const width = 1 + codes.reduce((max, list) => list.reduce((a, b) => Math.max(a, b), max), 0);
	const statesMax = 1 + codes.reduce((sum, list) => sum + list.length, 0);
	const next = new Uint16Array(statesMax * width);
	const ends: (number[] | undefined)[] = [];
	let states = 1;
	for (const [index, list] of codes.entries()) {
		let state = 0;
		for (const code of list) {
			const at = state * width + code;
			if (next[at] === 0) next[at] = states++;
			state = next[at]!;
		}
		(ends[state] ??= []).push(index);
	}
	const tree = { next, width, ends };
	return numbered(tree, addFallbacks(tree, states));
}

/**
 * The states in breadth-first order. Where the tree has no next state, adds that of the longest end of what was read
 * that has one.
 */
function addFallbacks({ next, width, ends }: Tree, states: number): number[] {
	const fallback = new Uint16Array(states);
	// Breadth first, so that the shorter state that a state falls back to is complete before it is used.
	const order = [0];
	for (const state of order) {
		const from = fallback[state]!;
		if (ends[from]) ends[state] = [...(ends[state] ?? []), ...ends[from]];
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
	return order;
}

/**
 * Numbers the states by their depth, those in which literals end after all others: most of a text is read in the
 * first ones, which then share the cache.
 */
function numbered({ next, width, ends }: Tree, order: readonly number[]): Automaton {
	const last = order.filter((state) => ends[state]);
	const states = [...order.filter((state) => !ends[state]), ...last];
	const numberOf = new Uint16Array(states.length);
	for (const [number, state] of states.entries()) numberOf[state] = number;
	const moved = new Uint16Array(states.length * width);
	for (const [number, state] of states.entries()) {
		for (let code = 0; code < width; code++) {
			moved[number * width + code] = numberOf[next[state * width + code]!]!;
		}
	}
	return {
		...{ next: moved, width, firstEnd: states.length - last.length },
		ends: last.map((state) => ends[state]!),
	};
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
