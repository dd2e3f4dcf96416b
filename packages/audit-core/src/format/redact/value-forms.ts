/** The forms of a value: in quotes, a list, or bare up to what ends it. */
import { matchAt, type Range } from './found.ts';
import type { Judge } from './judge.ts';
import { looksRandom } from './values.ts';

/** Prefixes of strings in Python, Rust, SQL and Objective-C are part of the quote, and what PHP's var_dump prints. */
const QUOTE = /(?:string\(\d{1,6}\) |[brufn]{0,2}|@)("""|'''|["'`])/iy;
/** The text up to the closing quote, by opening quote. */
const INSIDE: Readonly<Record<string, RegExp>> = {
	'"': /(?:[^"\\]|\\.){1,4096}/sy,
	// With the escapes of YAML and SQL, and of the shell.
	"'": /(?:[^'\\]|\\.|'\\''|''){1,4096}/sy,
	'`': /(?:[^`\\]|\\.){1,4096}/sy,
	'"""': /(?:[^"\\]|\\.|"(?!"")){1,4096}/sy,
	"'''": /(?:[^'\\]|\\.|'(?!'')){1,4096}/sy,
};
const LIST = /\[[^[\]]{1,4096}\]?/y;
const SCHEME = /(?:basic|bearer|token|digest|negotiate|apikey|api-key|key)[ \t]{1,4}(?=\S)/iy;

/** `$(echo …)`, `new String("…")`, `SecretStr("…")`: what only passes a value on. */
const WRAPPER =
	/["']?\$\((?:echo|printf)[ \t]{1,4}(?:-\w{1,3}[ \t]{1,4}|["']?%s["']?[ \t]{1,4})?|(?:new )?(?:String|SecretStr|SecureString|SecretString|GuardedString|ProtectedString|SecretValue|String::from|SecretString::new|bytes|bytearray)\(\s{0,4}(?=[bru]?["'])/y;

export function skipWrapper(text: string, at: number): number {
	return matchAt(WRAPPER, text, at)?.end ?? at;
}

export const DATA_VALUE = /[^\s"'`;,&<>(){}[\]|\\]{1,4096}/y;
/** A value of a form or of a connection string, up to what separates it from the next. */
export const WORD_VALUE =
	/(?:[^\s"'`;&<>|\\]|&(?![&\s]|[\w.%[\]-]{1,40}=)|;(?!\s|$|[\w -]{1,40}=)){1,4096}/y;
/** `password: … for the staging box` */
export const WORD_BEFORE_SENTENCE = /[^\s"'`<>|\\()[\]{}]{4,200}(?=[ \t]{1,4}[(/\p{L}-])/uy;
export const LINE_VALUE = /[^\r\n]{1,4096}/y;
/** `${PASSWORD:-…}` */
export const DEFAULT_VALUE = /[^\s}"'`]{1,4096}(?=\})/y;

/** `undefined` when no quote opens here; `null` when what it contains is not secret. */
export function quotedValue(
	text: string,
	at: number,
	isSecret: (value: string, hasScheme: boolean) => boolean,
): Range | null | undefined {
	QUOTE.lastIndex = at;
	const open = QUOTE.exec(text);
	if (!open) return undefined;
	const from = skipScheme(text, QUOTE.lastIndex);
	const inside = matchAt(INSIDE[open[1]!]!, text, from);
	if (!inside) return null;
	const hasScheme = from > open.index + open[0].length;
	return isSecret(text.slice(from, inside.end), hasScheme) ? { from, to: inside.end } : null;
}

/** To the end of the quotes in which the name stands too: `-H 'X-Api-Key: …'`. */
export function restOfQuotes(
	text: string,
	at: number,
	quote: string,
	isSecret: (value: string) => boolean,
): Range | null {
	const inside = matchAt(INSIDE[quote]!, text, at);
	const from = skipScheme(text, at);
	return inside && isSecret(text.slice(from, inside.end)) ? { from, to: inside.end } : null;
}

export function listValue(
	text: string,
	at: number,
	judge: Judge,
	isQuotedName: boolean,
): Range | null {
	const found = matchAt(LIST, text, at);
	if (!found) return null;
	const items = text.slice(at + 1, found.end).match(/[^\s"'`,[\]]{3,}/g) ?? [];
	const isSecret = (item: string) =>
		(looksRandom(item) || (isQuotedName && /\d/.test(item))) && judge.data(item);
	return items.some(isSecret) ? { from: at, to: found.end } : null;
}

export function bareValue(
	text: string,
	at: number,
	pattern: RegExp,
	isSecret: (value: string) => boolean,
): Range | null {
	const from = skipScheme(text, at);
	const found = matchAt(pattern, text, from);
	if (!found || /[([]/.test(text[found.end] ?? '')) return null;
	const whole = text.slice(from, found.end).trimEnd();
	const value = pattern === LINE_VALUE ? whole : withoutBracket(whole);
	return isSecret(value) ? { from, to: from + value.length } : null;
}

/** `(…?token=…)`: what closes a bracket that was opened before is not part of the value. */
function withoutBracket(value: string): string {
	return /[)\]},.;]$/.test(value) && !/[([{]/.test(value)
		? value.replace(/(?<![)\]},.;])[)\]},.;]+$/, '')
		: value;
}

/** The scheme of an Authorization header stays: only what follows is secret. */
export function skipScheme(text: string, at: number): number {
	return matchAt(SCHEME, text, at)?.end ?? at;
}
