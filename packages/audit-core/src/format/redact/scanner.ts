/**
 * Finds all occurrences of many literals in one pass, whatever the text (Aho and Corasick, "Efficient string
 * matching", 1975). Secrets are searched for only where one of their literals is found.
 */
export interface Hit {
	/** Index of the literal. */
	literal: number;
	start: number;
	end: number;
}

export interface Scanner {
	/**
	 * The occurrences that begin before `reach.end`, ordered by their end. The caller may move `reach.end` during
	 * the search. Upper and lower case are equal.
	 */
	find(text: string, reach: { end: number }): Generator<Hit>;
}

const ASCII = 128;

export function createScanner(literals: readonly string[]): Scanner {
	const classOf = classesOf(literals);
	const { next, found, width } = build(literals, classOf);
	const isFinal = Uint8Array.from(found, (list) => (list.length > 0 ? 1 : 0));
	const charsMax = Math.max(0, ...literals.map((literal) => literal.length));

	return {
		*find(text, reach) {
			let state = 0;
			for (let at = 0; at < text.length && at < reach.end + charsMax; at++) {
				state = next[state * width + classOf(text.charCodeAt(at))]!;
				if (isFinal[state] === 0) continue;
				for (const literal of found[state]!) {
					const start = at + 1 - literals[literal]!.length;
					if (start < reach.end) yield { literal, start, end: at + 1 };
				}
			}
		},
	};
}

/** Number of a character among those that occur in literals, whatever its case; 0 for all others. */
type ClassOf = (code: number) => number;

function classesOf(literals: readonly string[]): ClassOf {
	const ascii = new Uint8Array(ASCII);
	const others = new Map<number, number>();
	const set = (char: string, value: number) => {
		const code = char.charCodeAt(0);
		if (code < ASCII) ascii[code] = value;
		else others.set(code, value);
	};
	let count = 0;
	for (const char of new Set(literals.join('').toLowerCase())) {
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
	/** The literals that end in a state. */
	found: number[][];
}

function build(literals: readonly string[], classOf: ClassOf): Automaton {
	const { children, found } = buildTree(literals, classOf);
	const width = 1 + Math.max(0, ...children.flatMap((map) => [...map.keys()]));
	const next = new Uint16Array(children.length * width);
	const fallback = new Uint16Array(children.length);
	// Breadth first, so that the shorter state that a state falls back to is complete before it is used.
	const order = [0];
	for (const state of order) {
		const from = fallback[state]!;
		if (state !== 0) found[state]!.push(...found[from]!);
		next.copyWithin(state * width, from * width, state === 0 ? 0 : (from + 1) * width);
		for (const [code, child] of children[state]!) {
			fallback[child] = next[state * width + code]!;
			next[state * width + code] = child;
			order.push(child);
		}
	}
	return { next, width, found };
}

/** Builds the tree of the literals' characters. */
function buildTree(literals: readonly string[], classOf: ClassOf) {
	const children = [new Map<number, number>()];
	const found: number[][] = [[]];
	for (const [index, literal] of literals.entries()) {
		let state = 0;
		for (let at = 0; at < literal.length; at++) {
			const code = classOf(literal.charCodeAt(at));
			let child = children[state]!.get(code);
			if (child === undefined) {
				child = children.push(new Map<number, number>()) - 1;
				found.push([]);
				children[state]!.set(code, child);
			}
			state = child;
		}
		found[state]!.push(index);
	}
	return { children, found };
}
