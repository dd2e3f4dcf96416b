/**
 * Finds all occurrences of many literals in one pass, whatever the text (Aho and Corasick, "Efficient string
 * matching", 1975). Secrets are searched for only where one of their literals is found, and most lines contain none.
 */

import { CLASS_BITS, CLASSES, classOf, WIDTH } from './char-classes.ts';
import { completed, foldLiteral, isLiteralAt, type Literal } from './literals.ts';

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

/** Building the automaton takes as long as looking for literals one by one in so many characters. */
const LOOK_UP_CHARS = 24_000;
/** What each text counts for besides its length. */
const LOOK_UP_CHARS_A_TEXT = 200;
/** No literal is as long. */
const AROUND_CHARS_MAX = 100;

export function createScanner(given: readonly Literal[]): Scanner {
	const literals = given.map(completed);
	let automaton: Automaton | null = null;
	const ready = () => (automaton ??= build(literals));
	let texts: string[] | null = null;
	let lookedUpChars = 0;
	const charsMax = Math.max(0, ...literals.map(({ text }) => text.length));

	/** The same as `find`, without the automaton: each literal is searched for by the engine itself. */
	function findOneByOne(text: string, folded: string, end: number): Hit[] {
		texts ??= literals.map((literal) => foldLiteral(literal.text));
		const hits: Hit[] = [];
		const there = texts.flatMap((wanted, literal) => (folded.includes(wanted) ? literal : []));
		for (const literal of there) {
			const wanted = texts[literal]!;
			for (let start = 0; ; start++) {
				start = folded.indexOf(wanted, start);
				if (start === -1 || start >= end || wanted === '') break;
				const hit = { literal, start, end: start + wanted.length };
				if (isLiteralAt(text, hit.end, literals[literal]!)) hits.push(hit);
			}
		}
		return hits.sort((a, b) => a.end - b.end || a.start - b.start || a.literal - b.literal);
	}

	function isOneAt(bytes: Uint8Array, end: number, indexes: readonly number[]): boolean {
		for (const index of indexes) if (isLiteralAt(bytes, end, literals[index]!)) return true;
		return false;
	}

	return {
		prepare: () => void ready(),
		*find(text, end) {
			const stop = Math.min(text.length, end + charsMax);
			if (!automaton) {
				const near = text.slice(0, stop + AROUND_CHARS_MAX);
				const folded = foldLiteral(near);
				lookedUpChars += LOOK_UP_CHARS_A_TEXT + near.length;
				const isAligned = folded.length === near.length;
				if (isAligned && lookedUpChars <= LOOK_UP_CHARS) {
					return yield* findOneByOne(text, folded, end);
				}
			}
			const { next, ends } = ready();
			let state = 0;
			for (let at = 0; at < stop; at++) {
				state = next[state | classOf(text.charCodeAt(at))]!;
				if (state >= 0) continue;
				state &= STATE;
				for (const index of ends[state >> CLASS_BITS]!) {
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
			const endsOf = (state: number) => ends[(state & STATE) >> CLASS_BITS]!;
			// Each step needs the one before it. Four parts that are read in turn wait at the same time.
			const part = Math.ceil((to - from + 3 * charsMax) / 4);
			const step = Math.max(0, part - charsMax);
			const last = Math.max(from, to - part);
			let first = from;
			let second = Math.min(last, from + step);
			let third = Math.min(last, from + 2 * step);
			let [ofFirst, ofSecond, ofThird, ofLast] = [0, 0, 0, 0];
			for (let at = last; at < to; at++) {
				ofFirst = table[ofFirst | classes[bytes[first++]!]!]!;
				ofSecond = table[ofSecond | classes[bytes[second++]!]!]!;
				ofThird = table[ofThird | classes[bytes[third++]!]!]!;
				ofLast = table[ofLast | classes[bytes[at]!]!]!;
				if ((ofFirst | ofSecond | ofThird | ofLast) >= 0) continue;
				if (ofFirst < 0 && isOneAt(bytes, first, endsOf(ofFirst))) return true;
				if (ofSecond < 0 && isOneAt(bytes, second, endsOf(ofSecond))) return true;
				if (ofThird < 0 && isOneAt(bytes, third, endsOf(ofThird))) return true;
				if (ofLast < 0 && isOneAt(bytes, at + 1, endsOf(ofLast))) return true;
				ofFirst &= STATE;
				ofSecond &= STATE;
				ofThird &= STATE;
				ofLast &= STATE;
			}
			return false;
		},
	};
}

interface Automaton {
	/** Where the next states of a state begin, at `state | class`; less than 0 when literals end there. */
	next: Int32Array;
	/** Indexes of the literals that end in a state. */
	ends: readonly (readonly number[])[];
}

/** Set in a next state in which literals end. */
const IS_END = 1 << 31;
const STATE = ~IS_END;
const STATES_MAX = 0x7fff;

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
	if (size > STATES_MAX) throw new Error('Too many literals.');
	const next = new Int32Array(size * WIDTH);
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
			const shorter = (next[at]! & STATE) >> CLASS_BITS;
			const [own, inherited] = [ends[node] ?? NONE, endsOf[shorter]!];
			const found = inherited.length === 0 ? own : [...own, ...inherited];
			nodes[number] = node;
			fallback[number] = shorter;
			endsOf.push(found);
			next[at] = (number << CLASS_BITS) | (found.length > 0 ? IS_END : 0);
		}
	}
	return { next, ends: endsOf };
}
