/**
 * Finds all occurrences of many literals in one pass, whatever the text (Aho and Corasick, "Efficient string
 * matching", 1975). Secrets are searched for only where one of their literals is found, and most lines contain none.
 */

import {
	CLASS_BITS,
	CLASSES,
	classOf,
	hasClassesAt,
	isLiteralAt,
	type Literal,
} from './literals.ts';

export interface Hit {
	/** Index of the literal. */
	literal: number;
	start: number;
	end: number;
}

export interface Scanner {
	/** The occurrences that begin before `end`, ordered by where they end. */
	find(text: string, end: number): Generator<Hit>;
	/** True when one of the literals occurs in the bytes from `from` to `to` (exclusive). */
	has(bytes: Buffer, from: number, to: number): boolean;
	/** Builds what is otherwise built when it is needed. Throws when there are too many literals. */
	prepare(): void;
}

const WIDTH = 1 << CLASS_BITS;

/** Building the automaton takes as long as looking up so many characters. A hook searches a few texts and ends. */
export const LOOK_UP_CHARS = 200_000;

export function createScanner(literals: readonly Literal[]): Scanner {
	let automaton: Automaton | null = null;
	const ready = () => (automaton ??= build(literals));
	let lookUp: LookUp | null = null;
	let lookedUpChars = 0;
	const charsMax = Math.max(0, ...literals.map(({ text }) => text.length));

	/** The same as `find`, without the automaton. */
	function findByLookUp(text: string, end: number): Hit[] {
		lookUp ??= createLookUp(literals);
		const hits: Hit[] = [];
		for (const { literal, start } of lookUp(text, Math.min(text.length, end))) {
			const hit = { literal, start, end: start + literals[literal]!.text.length };
			if (isLiteralAt(text, hit.end, literals[literal]!)) hits.push(hit);
		}
		return hits.sort((a, b) => a.end - b.end || a.start - b.start || a.literal - b.literal);
	}

	return {
		prepare: () => void ready(),
		*find(text, end) {
			const stop = Math.min(text.length, end + charsMax);
			if (!automaton) {
				lookedUpChars += stop;
				if (lookedUpChars <= LOOK_UP_CHARS) return yield* findByLookUp(text, end);
			}
			const { next, ends } = ready();
			let state = 0;
			for (let at = 0; at < stop; at++) {
				state = next[(state & STATE) * WIDTH + classOf(text.charCodeAt(at))]!;
				if (state < IS_END) continue;
				for (const index of ends[state & STATE]!) {
					const literal = literals[index]!;
					const start = at + 1 - literal.text.length;
					if (start < end && isLiteralAt(text, at + 1, literal)) {
						yield { literal: index, start, end: at + 1 };
					}
				}
			}
		},
		has(bytes, from, to) {
			const { next: table, ends } = ready();
			const classes = CLASSES;
			const isOneThere = (end: number, state: number) =>
				ends[state & STATE]!.some((index) => isLiteralAt(bytes, end, literals[index]!));
			// Each step needs the one before it. Two halves that are read in turn wait at the same time.
			const half = Math.ceil((to - from + charsMax) / 2);
			let first = 0;
			let second = 0;
			for (let at = from, then = Math.max(from, to - half); then < to; at++, then++) {
				first = table[((first & STATE) << CLASS_BITS) | classes[bytes[at]!]!]!;
				second = table[((second & STATE) << CLASS_BITS) | classes[bytes[then]!]!]!;
				if (first >= IS_END && isOneThere(at + 1, first)) return true;
				if (second >= IS_END && isOneThere(then + 1, second)) return true;
			}
			return false;
		},
	};
}

/** The literals whose classes begin at a place of a text, for all places before `end`. */
type LookUp = (text: string, end: number) => Generator<{ literal: number; start: number }>;

/** The longest beginning of a literal that it is looked up by. */
const KEY_CHARS = 3;

/** Finds literals by their first characters: built at once, and read several times as slowly as the automaton. */
function createLookUp(literals: readonly Literal[]): LookUp {
	/** By the classes of their first one, two and three characters. */
	const byKey = Array.from({ length: KEY_CHARS }, () => new Map<number, number[]>());
	for (const [index, { text }] of literals.entries()) {
		if (text === '') continue;
		const chars = Math.min(KEY_CHARS, text.length);
		const keys = byKey[chars - 1]!;
		const key = keyAt(text, 0, chars);
		const known = keys.get(key);
		if (known) known.push(index);
		else keys.set(key, [index]);
	}

	return function* (text, end) {
		for (let start = 0; start < end; start++) {
			let key = 0;
			for (let chars = 0; chars < KEY_CHARS && start + chars < text.length; chars++) {
				key = key * WIDTH + classOf(text.charCodeAt(start + chars));
				for (const literal of byKey[chars]!.get(key) ?? NONE) {
					if (hasClassesAt(text, start, literals[literal]!.text)) yield { literal, start };
				}
			}
		}
	};
}

function keyAt(text: string, start: number, chars: number): number {
	let key = 0;
	for (let at = start; at < start + chars; at++) {
		key = key * WIDTH + classOf(text.charCodeAt(at));
	}
	return key;
}

interface Automaton {
	/** The next state for a state and a class of characters: at `state * WIDTH + class`. */
	next: Uint16Array;
	/** Indexes of the literals that end in a state. */
	ends: readonly (readonly number[])[];
}

/** Set in a next state in which literals end. */
const IS_END = 0x8000;
const STATE = 0x7fff;

const NONE: readonly number[] = [];

/** A tree of the literals: each node with its class, its first child and its next sibling. */
function treeOf(literals: readonly Literal[]) {
	const nodesMax = 1 + literals.reduce((sum, { text }) => sum + text.length, 0);
	const classes = new Uint8Array(nodesMax);
	const child = new Uint32Array(nodesMax);
	const sibling = new Uint32Array(nodesMax);
	const ends: (readonly number[])[] = [];
	let size = 1;
	for (const [index, { text }] of literals.entries()) {
		let node = 0;
		for (let at = 0; at < text.length; at++) {
			const wanted = classOf(text.charCodeAt(at));
			let next = child[node]!;
			while (next !== 0 && classes[next] !== wanted) next = sibling[next]!;
			if (next === 0) {
				next = size++;
				classes[next] = wanted;
				sibling[next] = child[node]!;
				child[node] = next;
			}
			node = next;
		}
		ends[node] = [...(ends[node] ?? NONE), index];
	}
	return { classes, child, sibling, ends, size };
}

/**
 * States are numbered by their depth: most of a text is read in the first ones, which then share the cache. A state
 * has the next states of the longest end of what was read that is a state too, and its own.
 */
function build(literals: readonly Literal[]): Automaton {
	const { classes, child, sibling, ends, size } = treeOf(literals);
	if (size > STATE) throw new Error('Too many literals.');
	const next = new Uint16Array(size * WIDTH);
	const nodes = new Uint16Array(size);
	const fallback = new Uint16Array(size);
	const endsOf: (readonly number[])[] = [NONE];
	let states = 1;
	for (let state = 0; state < states; state++) {
		const row = state * WIDTH;
		if (state > 0) next.copyWithin(row, fallback[state]! * WIDTH, (fallback[state]! + 1) * WIDTH);
		for (let node = child[nodes[state]!]!; node !== 0; node = sibling[node]!) {
			const at = row + classes[node]!;
			const number = states++;
			const shorter = next[at]! & STATE;
			const [own, inherited] = [ends[node] ?? NONE, endsOf[shorter]!];
			const found = inherited.length === 0 ? own : [...own, ...inherited];
			nodes[number] = node;
			fallback[number] = shorter;
			endsOf.push(found);
			next[at] = found.length > 0 ? number | IS_END : number;
		}
	}
	return { next, ends: endsOf };
}
