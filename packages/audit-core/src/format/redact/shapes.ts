import type { FoundSecret } from './assignments.ts';
import type { Hit } from './scanner.ts';

/** A shape by which a secret can be told; `rules.ts` has them all. */
export interface SecretRule {
	/** Stands in the mark that replaces the secret. */
	name: string;
	starts: readonly string[];
	rest: RegExp;
	/** The starts are taken in capitals or small letters alike. */
	anyCase?: true;
	/** The starts count inside a word too. */
	insideWord?: true;
	/** Where the shape is described. */
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
		// Sticky: matched where the start ends and nowhere else. Indices: to know where the secret stands.
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
	if (!shape.isInsideWord && goesOnFromBefore(text, hit.start)) return null;
	shape.rest.lastIndex = hit.end;
	const match = shape.rest.exec(text);
	if (!match) return null;
	const [from, to] = match.indices?.groups?.secret ?? [hit.start, shape.rest.lastIndex];
	return { rule: shape.name, from, to };
}

/** A word goes on into this place; an escaped line end before it, as in JSON, is no word. */
function goesOnFromBefore(text: string, at: number): boolean {
	const before = text.slice(Math.max(0, at - 2), at);
	return /[\w-]$/.test(before) && !/^\\[nrt]$/.test(before);
}
