/**
 * Tells of most calls at once that they hold no secret, without what redaction needs to find one. A hook records one call
 * and ends, and loading the rules takes as long as all else that it does.
 *
 * `hints.ts` has the beginnings of all literals by which the built-in rules find a secret in a line. It is written by
 * `tools/write-hints.ts`, and a test fails when the rules have others.
 */
import { HINTS } from './hints.ts';
import { foldLiteral, isLiteralAt, type Literal } from './literals.ts';

/** A longer beginning is found more seldom in other words, and takes more room. */
const HINT_CHARS = 8;
/** As much of a text as its beginning and what stands near its end can be changed by. */
const TEXT_CHARS_MAX = 10_000;
/** Searching a longer line for all hints takes as long as loading the rules. */
const LINE_CHARS_MAX = 32_768;

/** Texts in lines, by what else is known of them (see `kindOf`). */
export type Hints = Readonly<Record<string, string>>;

/**
 * False when the built-in rules of redaction change nothing in an entry with this value: it can then be written with
 * `redact: false`. `value` is plain data, such as a call. Names and patterns of one's own are not among the rules.
 *
 * @example
 * ```ts
 * mayHoldSecret({ command: 'ls' }); // false
 * mayHoldSecret({ command: 'curl -u alice:…' }); // true
 * ```
 */
export function mayHoldSecret(value: unknown): boolean {
	const line = Buffer.from(JSON.stringify(value, near) ?? '').toString('latin1');
	return line.length > LINE_CHARS_MAX || hasHint(line, HINTS);
}

function near(_key: string, value: unknown): unknown {
	if (typeof value === 'string') return value.slice(0, TEXT_CHARS_MAX);
	return typeof value === 'bigint' ? String(value) : value;
}

/**
 * True when one of the hints is in a line, one of its bytes in each character. The texts are searched for one by one: that
 * is done by the engine itself, while a loop over the characters would be compiled first.
 */
export function hasHint(line: string, hints: Hints): boolean {
	const folded = foldLiteral(line);
	for (const kind of Object.keys(hints)) {
		const isThere = (text: string) =>
			folded.includes(foldLiteral(text)) && isFound(line, folded, { text, ...literalOf(kind) });
		if (hints[kind]!.split('\n').some(isThere)) return true;
	}
	return false;
}

function isFound(line: string, folded: string, hint: Literal): boolean {
	const text = foldLiteral(hint.text);
	for (let at = folded.indexOf(text); at !== -1; at = folded.indexOf(text, at + 1)) {
		if (isLiteralAt(line, at + text.length, hint)) return true;
	}
	return false;
}

/** Letters that stand for what else is known of a literal. */
const FLAGS = { c: 'isExactCase', g: 'anyGap', s: 'startsWord', e: 'endsWord' } as const;

/** Its flags, and how many characters follow: `cs 20 0`. */
function kindOf({ run = 0, hex = 0, ...flags }: Omit<Literal, 'text'>): string {
	const letters = Object.entries(FLAGS).map(([letter, name]) => (flags[name] ? letter : ''));
	return `${letters.join('')} ${run} ${hex}`;
}

function literalOf(kind: string): Omit<Literal, 'text'> {
	const [flags = '', run, hex] = kind.split(' ');
	const known: Omit<Literal, 'text'> = { run: Number(run), hex: Number(hex) };
	for (const flag of flags) known[FLAGS[flag as keyof typeof FLAGS]] = true;
	return known;
}

/** The beginnings of the literals of a line, without those that are found wherever another one is. */
export function writeHints(literals: readonly Literal[]): Hints {
	const byText = new Map<string, Literal[]>();
	for (const hint of literals.map(beginningOf)) {
		const known = byText.get(hint.text) ?? [];
		if (known.some((other) => isLooser(other, hint))) continue;
		byText.set(hint.text, [...known.filter((other) => !isLooser(hint, other)), hint]);
	}
	const hints: Record<string, string[]> = {};
	for (const hint of [...byText.values()].flat()) {
		if (isImplied(hint, byText)) continue;
		const { text } = hint;
		if (text.includes('\n')) throw new Error(`${JSON.stringify(text)} has more than one line.`);
		(hints[kindOf(hint)] ??= []).push(text);
	}
	const kinds = Object.entries(hints).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(kinds.map(([kind, texts]) => [kind, texts.sort().join('\n')]));
}

/** Of a beginning it is not known what follows. */
function beginningOf(literal: Literal): Literal {
	if (literal.text.length <= HINT_CHARS) return literal;
	const { text, isExactCase = false, anyGap = false, startsWord = false } = literal;
	return { text: text.slice(0, HINT_CHARS), isExactCase, anyGap, startsWord };
}

/** True when the first hint is found wherever the second one is. The first is as long as the second, or its beginning. */
function isLooser(first: Literal, second: Literal): boolean {
	const isSame = first.text.length === second.text.length;
	return (
		(!first.isExactCase || second.isExactCase === true) &&
		(!first.startsWord || second.startsWord === true) &&
		(first.anyGap === true || !second.anyGap) &&
		(!first.endsWord || (isSame && second.endsWord === true)) &&
		(first.run ?? 0) <= (isSame ? (second.run ?? 0) : 0) &&
		(first.hex ?? 0) <= (isSame ? (second.hex ?? 0) : 0)
	);
}

/** True when a shorter hint is found wherever this one is. */
function isImplied(hint: Literal, byText: ReadonlyMap<string, readonly Literal[]>): boolean {
	for (let chars = 1; chars < hint.text.length; chars++) {
		const shorter = byText.get(hint.text.slice(0, chars)) ?? [];
		if (shorter.some((other) => isLooser(other, hint))) return true;
	}
	return false;
}
