/**
 * Secrets that are recognized by the name before them, in the usual notations of names and values: JSON and code
 * (`"password": "…"`, `token = '…'`), environments, forms and command lines (`API_KEY=…`, `--password …`), headers
 * and YAML (`Cookie: …` at the beginning of a line).
 */
import type { NameRule } from './names.ts';

export interface FoundSecret {
	rule: string;
	/** Start and end (exclusive) of the secret in the text. */
	from: number;
	to: number;
}

const NAME_CHARS_MAX = 64;
/** A shorter value without quotes is a word or a number of the surrounding text. */
const BARE_CHARS_MIN = 4;

const SEPARATOR = /(?<quote>\\?["'`]?)(?<gap>\]?[ \t]{0,4})(?:=>|:=|[:=])[ \t]{0,4}/y;
const FLAG_GAP = /[ \t]{1,4}(?!-)/y;
const QUOTE = /\\?["'`]/y;
/** The text up to the closing quote, by opening quote. */
const INSIDE: Readonly<Record<string, RegExp>> = {
	'"': /(?:[^"\\]|\\.){1,4096}/sy,
	"'": /(?:[^'\\]|\\.){1,4096}/sy,
	'`': /(?:[^`\\]|\\.){1,4096}/sy,
	// An escaped quote, as in JSON within a string, ends at the next escaped quote.
	'\\"': /(?:[^\\]|\\[^"]){1,4096}/sy,
	"\\'": /(?:[^\\]|\\[^']){1,4096}/sy,
	'\\`': /(?:[^\\]|\\[^`]){1,4096}/sy,
};
const BARE = /[^\s"'`;,&<>(){}[\]|\\]{1,4096}/y;
const REST_OF_LINE = /[^\r\n"'`\\]{1,4096}/y;
const REST_OF_WORD = /[^\s"'`\\]{1,4096}/y;
const LIST = /\[[^[\]]{1,4096}\]?/y;
const SCHEME = /(?:basic|bearer|token|digest|negotiate|apikey)[ \t]{1,4}/iy;
/** Not a secret, but a placeholder for one. */
const PLACEHOLDER = /^(?:\*+|true|false|null|none|undefined|\$\{.*|\[redacted.*)$/i;

/** The value assigned to the name that contains `hit`, if it is secret. `nameEnd` is the end of that name. */
export function findAssignment(
	text: string,
	hit: { start: number; end: number },
	nameRule: NameRule,
): { nameEnd: number; found: FoundSecret | null } {
	const start = expand(text, hit.start, -1);
	const nameEnd = expand(text, hit.end, 1);
	const rule = nameRule(text.slice(start, nameEnd));
	const value = rule && valueAfter(text, start, nameEnd, rule);
	const found = value && !PLACEHOLDER.test(text.slice(value.from, value.to)) ? value : null;
	return { nameEnd, found };
}

function valueAfter(
	text: string,
	start: number,
	nameEnd: number,
	rule: string,
): FoundSecret | null {
	const separator = match(SEPARATOR, text, nameEnd);
	if (!separator) {
		const gap = text.startsWith('--', start) ? match(FLAG_GAP, text, nameEnd) : null;
		return gap && (quoted(text, gap.end, rule) ?? bare(text, gap.end, rule, 1));
	}
	const { end } = separator;
	const value = quoted(text, end, rule) ?? list(text, end, rule);
	if (value) return value;
	if (separator.groups.quote) return bare(text, end, rule, 1);
	const isTight = text[end - 1] === '=' && separator.groups.gap === '';
	if (!beginsLine(text, start)) return isTight ? bare(text, end, rule, BARE_CHARS_MIN) : null;
	return rest(text, end, rule, isTight ? REST_OF_WORD : REST_OF_LINE);
}

function quoted(text: string, at: number, rule: string): FoundSecret | null {
	const open = match(QUOTE, text, at);
	if (!open) return null;
	const from = skipScheme(text, open.end);
	const inside = match(INSIDE[text.slice(at, open.end)]!, text, from);
	return inside && { rule, from, to: inside.end };
}

function list(text: string, at: number, rule: string): FoundSecret | null {
	const found = match(LIST, text, at);
	return found && { rule, from: at, to: found.end };
}

function bare(text: string, at: number, rule: string, charsMin: number): FoundSecret | null {
	const from = skipScheme(text, at);
	const found = match(BARE, text, from);
	return found && found.end - from >= charsMin ? { rule, from, to: found.end } : null;
}

function rest(text: string, at: number, rule: string, pattern: RegExp): FoundSecret | null {
	const from = skipScheme(text, at);
	const found = match(pattern, text, from);
	return found && { rule, from, to: found.end };
}

/** The scheme of an Authorization header stays: only what follows is secret. */
function skipScheme(text: string, at: number): number {
	return match(SCHEME, text, at)?.end ?? at;
}

/** True when only spaces, a dash or `export` precede it on its line or in its quotes. Line ends may be escaped. */
function beginsLine(text: string, start: number): boolean {
	const before = text.slice(Math.max(0, start - 40), start);
	const escaped = before.endsWith('\\') && text[start] === 'n';
	return escaped || /(?:^|[\r\n"'`]|\\n)[ \t]{0,30}(?:- |export |[<>] )?$/.test(before);
}

function expand(text: string, from: number, step: 1 | -1): number {
	let at = from;
	const isIn = () => isNameCode(text.charCodeAt(step === 1 ? at : at - 1));
	while (Math.abs(at - from) < NAME_CHARS_MAX && isIn()) at += step;
	return at;
}

function isNameCode(code: number): boolean {
	return (
		(code >= 0x30 && code <= 0x39) ||
		(code >= 0x41 && code <= 0x5a) ||
		(code >= 0x61 && code <= 0x7a) ||
		code === 0x5f ||
		code === 0x2d ||
		code === 0x2e
	);
}

function match(pattern: RegExp, text: string, at: number) {
	pattern.lastIndex = at;
	const found = pattern.exec(text);
	return found && { end: pattern.lastIndex, groups: found.groups ?? {} };
}
