/**
 * Tells of most calls at once that they hold no secret, without what redaction needs to find one. A hook records one call
 * and ends, and loading the rules takes as long as all else that it does.
 *
 * `hints.ts` has the beginnings of all literals by which the built-in rules find a secret in a line. It is written by
 * `tools/write-hints.ts`, and a test fails when the rules have others.
 */
import { errorText, isError } from '../foreign.ts';
import { HINTS } from './hints.ts';
import {
	completed,
	foldLiteral,
	isLiteralAt,
	type CompleteLiteral,
	type Literal,
} from './literals.ts';
import { VALUE_KEYS } from './value-keys.ts';

/** A longer beginning is found more seldom in other words, and takes more room. */
const HINT_CHARS = 8;
/** As much of a text as its beginning and what stands near its end can be changed by. */
const TEXT_CHARS_MAX = 10_000;
/** Searching a longer line for all hints takes as long as loading the rules. */
const LINE_CHARS_MAX = 32_768;

/** As much of a text as may be a name, from its beginning and from its end. */
const NAME_CHARS_MAX = 150;
/** All that hints are written for in one way only. */
const PLAIN_NAME = /^[a-z]*$/i;
const ASCII = /^[\0-\x7f]*$/;
const BETWEEN_ASCII_WORDS = /[^a-z\d]+/gi;
/** The same as `names.ts` finds no words in. A function, because the engine takes long to make it. */
const betweenWords = () => /[^\p{Lu}\p{Ll}\p{Lo}\p{Lm}\p{N}]+/gu;
/** The bytes of `K` (U+212A), `ſ` and `ı`, which are ASCII letters in another case. */
const LETTERS_BEYOND_ASCII = /\xe2\x84\xaa|\xc5\xbf|\xc4\xb1/;

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
	const names: string[] = [];
	const line = textOf(value, names);
	if (line === null || LETTERS_BEYOND_ASCII.test(line)) return true;
	return hasHint(`${line}\n${names.join('\n')}`, HINTS);
}

/**
 * The value as a line, one of its bytes in each character; `null` when it is too long or no line can be made. Its names are
 * added to `names`, each as one word: what stands between the words of a name is not in the hints.
 */
function textOf(value: unknown, names: string[]): string | null {
	let chars = 0;
	function near(this: unknown, key: string, value: unknown): unknown {
		chars += key.length + (typeof value === 'string' ? Math.min(value.length, TEXT_CHARS_MAX) : 1);
		if (chars > LINE_CHARS_MAX) throw new RangeError('The line is too long.');
		if (key !== '') names.push(asWord(key));
		if (typeof value === 'bigint') return String(value);
		if (isError(value)) return near.call(this, key, errorText(value));
		if (typeof value !== 'string') return value;
		if (mayBeName(this)) names.push(asWord(value));
		if (value.length <= TEXT_CHARS_MAX) return value;
		return value.slice(0, TEXT_CHARS_MAX) + value.slice(-NAME_CHARS_MAX);
	}
	try {
		const bytes = Buffer.from(JSON.stringify(value, near) ?? '');
		return bytes.length > LINE_CHARS_MAX ? null : bytes.toString('latin1');
	} catch {
		// Too deep for the stack, a cycle, or a property that throws.
		return null;
	}
}

/** A text in a list, or beside a value, may be the name of a secret (see `secret-names.ts`). */
function mayBeName(holder: unknown): boolean {
	if (Array.isArray(holder)) return true;
	return VALUE_KEYS.some((key) => Object.hasOwn(holder as object, key));
}

/** A name in other notations has anything between its words, and may begin or end a longer text. */
function asWord(name: string): string {
	if (PLAIN_NAME.test(name)) return '';
	const ends =
		name.length <= NAME_CHARS_MAX
			? [name]
			: [name.slice(0, NAME_CHARS_MAX), name.slice(-NAME_CHARS_MAX)];
	const between = ASCII.test(name) ? BETWEEN_ASCII_WORDS : betweenWords();
	const words = ends.map((end) => end.replace(between, '').toLowerCase());
	return Buffer.from(words.join('\n')).toString('latin1');
}

/**
 * True when one of the hints is in a line, one of its bytes in each character. The texts are searched for one by one: that
 * is done by the engine itself, while a loop over the characters would be compiled first.
 */
export function hasHint(line: string, hints: Hints): boolean {
	const folded = foldLiteral(line);
	for (const [kind, texts] of Object.entries(hints)) {
		// All at once: a fold of each takes longer than all searches.
		const foldedTexts = foldLiteral(texts).split('\n');
		for (let n = 0; n < foldedTexts.length; n++) {
			const at = folded.indexOf(foldedTexts[n]!);
			if (at === -1) continue;
			const hint = completed({ text: texts.split('\n')[n]!, ...literalOf(kind) });
			if (isFound(line, folded, hint, at)) return true;
		}
	}
	return false;
}

/** `first` is where the folded hint is found first in the folded line. */
function isFound(line: string, folded: string, hint: CompleteLiteral, first: number): boolean {
	const text = foldLiteral(hint.text);
	for (let at = first; at !== -1; at = folded.indexOf(text, at + 1)) {
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
