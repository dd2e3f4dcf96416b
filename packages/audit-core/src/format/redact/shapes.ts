import type { FoundSecret } from './found.ts';
import type { Hit } from './scanner.ts';

/** A shape by which a secret can be recognized; `rules/` has them all. */
export interface SecretRule {
	/** The rule in the mark that replaces the secret. */
	name: string;
	starts: readonly string[];
	rest: RegExp;
	/** The starts match in upper and lower case. */
	anyCase?: true;
	/** The starts also match inside a word. */
	insideWord?: true;
	/** At least so many letters, digits, underscores and hyphens follow a start that other words have too. */
	run?: number;
	/** A last test of what was matched, for what a pattern can't say. */
	accept?: (secret: string) => boolean;
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
	accept: (secret: string) => boolean;
	run: number;
	isAnyCase: boolean;
	isInsideWord: boolean;
}

export function toShapes(rules: readonly SecretRule[]): Shape[] {
	return rules.flatMap(
		({ name, starts, rest, anyCase, insideWord, run = 0, accept = () => true }) => {
			// Sticky: matched only where the start ends. Indices: to get the offsets of the groups.
			const shape = { name, accept, run, rest: new RegExp(rest, `${rest.flags}dy`) };
			return starts.map((start) => ({
				...{ start, ...shape },
				isAnyCase: anyCase ?? false,
				isInsideWord: insideWord ?? false,
			}));
		},
	);
}

export function matchShape(text: string, hit: Hit, shape: Shape): FoundSecret | null {
	if (!shape.isInsideWord && isInsideData(text, hit.start)) return null;
	shape.rest.lastIndex = hit.end;
	const groups = shape.rest.exec(text)?.indices?.groups;
	if (shape.rest.lastIndex === 0) return null;
	const inside = groups?.secret ?? groups?.single ?? groups?.double;
	const [from, to] = inside ?? [groups?.before?.[0] ?? hit.start, shape.rest.lastIndex];
	return shape.accept(text.slice(from, to)) ? { rule: shape.name, from, to } : null;
}

const ENCODED_CHARS = 48;
const ENCODED = new RegExp(`^[A-Za-z0-9+/]{${ENCODED_CHARS}}$`);

/** True when encoded data continues into this offset, such as a picture in base64. */
function isInsideData(text: string, at: number): boolean {
	const before = text[at - 1] ?? '';
	return /[+/]/.test(before) && ENCODED.test(text.slice(Math.max(0, at - ENCODED_CHARS), at));
}
