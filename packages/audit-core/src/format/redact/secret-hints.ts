/**
 * Tells of most calls at once that they hold no secret, without what redaction needs to find one. A hook records one call
 * and ends, and loading the rules takes as long as all else that it does.
 *
 * `hints.ts` has the beginnings of all literals by which the built-in rules find a secret in a line. It is written by
 * `tools/write-hints.ts`, and a test fails when the rules have others.
 */
import { HINTS } from './hints.ts';
import { CLASS_BITS, classOf, hasClassesAt, isLiteralAt, type Literal } from './literals.ts';

/** A longer beginning is found more seldom in other words, and takes more room. */
const HINT_CHARS = 8;
/** As much of a text as its beginning and what stands near its end can be changed by. */
const TEXT_CHARS_MAX = 10_000;

/** Hints in lines, by the classes of their first one or two characters (see `keyOf`). */
export type Hints = Readonly<Record<number, string>>;

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
	return hasHint(line, HINTS);
}

function near(_key: string, value: unknown): unknown {
	if (typeof value === 'string') return value.slice(0, TEXT_CHARS_MAX);
	return typeof value === 'bigint' ? String(value) : value;
}

/** True when one of the hints is in a line, one of its bytes in each character. */
export function hasHint(line: string, hints: Hints): boolean {
	const read = new Map<number, Literal[]>();

	/** Hints are read when a line may have one: most lines need few of them. */
	function hintsOf(key: number): Literal[] {
		let found = read.get(key);
		if (!found) read.set(key, (found = (hints[key]?.split('\n') ?? []).map(readHint)));
		return found;
	}

	for (let start = 0; start < line.length; start++) {
		for (const key of [keyOf(line, start, 1), keyOf(line, start, 2)]) {
			if (hints[key] === undefined) continue;
			for (const hint of hintsOf(key)) {
				const end = start + hint.text.length;
				if (hasClassesAt(line, start, hint.text) && isLiteralAt(line, end, hint)) return true;
			}
		}
	}
	return false;
}

function keyOf(text: string, start: number, chars: number): number {
	let key = chars;
	for (let at = start; at < start + chars; at++) {
		key = (key << CLASS_BITS) | classOf(text.charCodeAt(at) || 0);
	}
	return key;
}

/** Letters that stand for what else is known of a literal. */
const FLAGS = { c: 'isExactCase', g: 'anyGap', s: 'startsWord', e: 'endsWord' } as const;

/** `cs ghp_`, `cr20 MDA`, `h2 %`: flags, how many characters follow, and the text. */
function readHint(line: string): Literal {
	const [, flags = '', run = 0, hex = 0, text = ''] =
		/^([cgse]*)(?:r(\d+))?(?:h(\d+))? (.*)$/s.exec(line) ?? [];
	const hint: Literal = { text, run: Number(run), hex: Number(hex) };
	for (const flag of flags) hint[FLAGS[flag as keyof typeof FLAGS]] = true;
	return hint;
}

function writeHint({ text, run = 0, hex = 0, ...flags }: Literal): string {
	if (text.includes('\n')) throw new Error(`${JSON.stringify(text)} has more than one line.`);
	const letters = Object.entries(FLAGS).map(([letter, name]) => (flags[name] ? letter : ''));
	return `${letters.join('')}${run ? `r${run}` : ''}${hex ? `h${hex}` : ''} ${text}`;
}

/** The beginnings of the literals of a line, without those that are found wherever another one is. */
export function writeHints(literals: readonly Literal[]): Hints {
	const byText = new Map<string, Literal[]>();
	for (const hint of literals.map(beginningOf)) {
		const known = byText.get(hint.text) ?? [];
		if (known.some((other) => isLooser(other, hint))) continue;
		byText.set(hint.text, [...known.filter((other) => !isLooser(hint, other)), hint]);
	}
	const hints: Record<number, string[]> = {};
	for (const hint of [...byText.values()].flat()) {
		if (isImplied(hint, byText)) continue;
		(hints[keyOf(hint.text, 0, Math.min(2, hint.text.length))] ??= []).push(writeHint(hint));
	}
	const sorted = Object.entries(hints).map(([key, lines]) => [key, lines.sort().join('\n')]);
	return Object.fromEntries(sorted) as Hints;
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
