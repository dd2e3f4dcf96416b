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
	const { next, found } = build(literals);
	const isFinal = Uint8Array.from(found, (list) => (list.length > 0 ? 1 : 0));
	const charsMax = Math.max(0, ...literals.map((literal) => literal.length));

	return {
		*find(text, reach) {
			let state = 0;
			for (let at = 0; at < text.length && at < reach.end + charsMax; at++) {
				const code = text.charCodeAt(at);
				state = code < ASCII ? next[state * ASCII + code]! : 0;
				if (isFinal[state] === 0) continue;
				for (const literal of found[state]!) {
					const start = at + 1 - literals[literal]!.length;
					if (start < reach.end) yield { literal, start, end: at + 1 };
				}
			}
		},
	};
}

interface Automaton {
	/** The next state for a state and a character: at `state * ASCII + code`. */
	next: Uint16Array;
	/** The literals that end in a state. */
	found: number[][];
}

function build(literals: readonly string[]): Automaton {
	const { children, found } = buildTree(literals);
	const next = new Uint16Array(children.length * ASCII);
	const fallback = new Uint16Array(children.length);
	// Breadth first, so that the shorter state that a state falls back to is complete before it is used.
	const order = [0];
	for (const state of order) {
		const from = fallback[state]!;
		if (state !== 0) found[state]!.push(...found[from]!);
		for (let code = 0; code < ASCII; code++) {
			const child = children[state]!.get(lower(code));
			const other = state === 0 ? 0 : next[from * ASCII + code]!;
			next[state * ASCII + code] = child ?? other;
			if (child === undefined || code !== lower(code)) continue;
			fallback[child] = other;
			order.push(child);
		}
	}
	return { next, found };
}

/** Builds the tree of the literals' characters. */
function buildTree(literals: readonly string[]) {
	const children = [new Map<number, number>()];
	const found: number[][] = [[]];
	for (const [index, literal] of literals.entries()) {
		let state = 0;
		for (const char of literal) {
			const code = lower(char.charCodeAt(0));
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

function lower(code: number): number {
	return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}
