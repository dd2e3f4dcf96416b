import type { FoundSecret } from './assignments.ts';
import type { Hit } from './scanner.ts';

/** A shape by which a secret can be recognized; `rules.ts` has them all. */
export interface SecretRule {
	/** The rule in the mark that replaces the secret. */
	name: string;
	starts: readonly string[];
	rest: RegExp;
	/** The starts match in upper and lower case. */
	anyCase?: true;
	/** The starts also match inside a word. */
	insideWord?: true;
	/** Address of a page that describes the shape. */
	source: string;
	secrets: readonly string[];
	harmless: readonly string[];
}

/** One start of a rule, ready to be matched. */
export interface Shape {
	start: string;
	name: string;
	rest: RegExp;
	isAnyCase: boolean;
	isInsideWord: boolean;
}

export function toShapes(rules: readonly SecretRule[]): Shape[] {
	return rules.flatMap(({ name, starts, rest, anyCase, insideWord }) => {
		// Sticky: matched only where the start ends. Indices: to get the offsets of the group `secret`.
		const shape = { name, rest: new RegExp(rest, `${rest.flags}dy`) };
		return starts.map((start) => ({
			...{ start, ...shape },
			isAnyCase: anyCase ?? false,
			isInsideWord: insideWord ?? false,
		}));
	});
}

export function matchShape(text: string, hit: Hit, shape: Shape): FoundSecret | null {
	if (!shape.isAnyCase && !text.startsWith(shape.start, hit.start)) return null;
	if (!shape.isInsideWord && continuesWord(text, hit.start)) return null;
	shape.rest.lastIndex = hit.end;
	const match = shape.rest.exec(text);
	if (!match) return null;
	const [from, to] = match.indices?.groups?.secret ?? [hit.start, shape.rest.lastIndex];
	return { rule: shape.name, from, to };
}

/**
 * True when a word continues into this offset. An escaped line end before it, as in JSON, is not part of a word.
 */
function continuesWord(text: string, at: number): boolean {
	const before = text.slice(Math.max(0, at - 2), at);
	return /[\w-]$/.test(before) && !/^\\[nrt]$/.test(before);
}
