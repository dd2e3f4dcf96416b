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
/** So many bytes are read before the places are looked at where literals may end. */
const WINDOW_BYTES = 1024;

export function createScanner(given: readonly Literal[]): Scanner {
	const literals = given.map(completed);
	let automaton: Automaton | null = null;
	let places: Places | null = null;
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
				state = next[(state << CLASS_BITS) | classOf(text.charCodeAt(at))]!;
				if (state < IS_END) continue;
				state &= STATE;
				for (const index of ends[state]!) {
					const literal = literals[index]!;
					const start = at + 1 - literal.text.length;
					if (start < end && isLiteralAt(text, at + 1, literal)) {
						yield { literal: index, start, end: at + 1 };
					}
				}
			}
		},
		has(bytes, from, to) {
			const { next, ends } = ready();
			const found = (places ??= createPlaces(charsMax));
			for (let start = from; start < to; start += WINDOW_BYTES) {
				const window = {
					from: Math.max(from, start - charsMax),
					to: Math.min(to, start + WINDOW_BYTES),
				};
				const count = noteEnds(bytes, window, { next, charsMax, found });
				for (let place = 0; place < count; place++) {
					if (isOneAt(bytes, found.ends[place]!, ends[found.states[place]!]!)) return true;
				}
			}
			return false;
		},
	};
}

/** Places in a window where literals may end, and in which states. */
interface Places {
	ends: Int32Array;
	states: Uint16Array;
}

/** Each byte may be such a place, and where the parts of a window meet some are read twice. */
function createPlaces(charsMax: number): Places {
	const placesMax = WINDOW_BYTES + 4 * (charsMax + 1);
	return { ends: new Int32Array(placesMax), states: new Uint16Array(placesMax) };
}

/**
 * Notes the places where literals may end; returns how many. It calls nothing, so that all it uses stays in the processor's
 * registers: this is most of the time that a call takes to be recorded.
 */
function noteEnds(
	bytes: Buffer,
	{ from, to }: { from: number; to: number },
	{ next, charsMax, found }: { next: Uint16Array; charsMax: number; found: Places },
): number {
	const classes = CLASSES;
	const { ends, states } = found;
	// Each step needs the one before it. Four parts that are read in turn wait at the same time.
	const part = Math.ceil((to - from + 3 * charsMax) / 4);
	const step = Math.max(0, part - charsMax);
	const last = Math.max(from, to - part);
	let first = from;
	let second = Math.min(last, from + step);
	let third = Math.min(last, from + 2 * step);
	let [ofFirst, ofSecond, ofThird, ofLast] = [0, 0, 0, 0];
	let count = 0;
	for (let at = last; at < to; at++) {
		ofFirst = next[(ofFirst << CLASS_BITS) | classes[bytes[first++]!]!]!;
		ofSecond = next[(ofSecond << CLASS_BITS) | classes[bytes[second++]!]!]!;
		ofThird = next[(ofThird << CLASS_BITS) | classes[bytes[third++]!]!]!;
		ofLast = next[(ofLast << CLASS_BITS) | classes[bytes[at]!]!]!;
		if ((ofFirst | ofSecond | ofThird | ofLast) < IS_END) continue;
		if (ofFirst >= IS_END) {
			ends[count] = first;
			states[count++] = ofFirst &= STATE;
		}
		if (ofSecond >= IS_END) {
			ends[count] = second;
			states[count++] = ofSecond &= STATE;
		}
		if (ofThird >= IS_END) {
			ends[count] = third;
			states[count++] = ofThird &= STATE;
		}
		if (ofLast >= IS_END) {
			ends[count] = at + 1;
			states[count++] = ofLast &= STATE;
		}
	}
	return count;
}

interface Automaton {
	/** The next states of a state, at its number and a class. Small, so that those of the first ones share the fastest cache. */
	next: Uint16Array;
	/** Indexes of the literals that end in a state. */
	ends: readonly (readonly number[])[];
}

/** Set in a next state in which literals end. */
const IS_END = 0x8000;
const STATE = IS_END - 1;
const STATES_MAX = IS_END;

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
			next[at] = number | (found.length > 0 ? IS_END : 0);
		}
	}
	return { next, ends: endsOf };
}
