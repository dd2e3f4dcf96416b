/**
 * Secrets that are recognized by the name before them, in the usual notations of names and values: JSON and code
 * (`"password": "…"`, `token = '…'`), environments, forms and command lines (`API_KEY=…`, `--password …`), headers
 * and YAML (`Cookie: …` at the beginning of a line), XML, SQL, netrc, and calls (`setPassword("…")`).
 *
 * A value in quotes under a quoted name is data. The less a notation differs from code or from a sentence, the more
 * a value must look like a secret.
 */
import { mentionedName, type NameRule } from './names.ts';
import { pairedValue } from './pairs.ts';
import {
	looksLikeKey,
	isCode,
	isIdentifier,
	isOtherData,
	isPlaceholder,
	isProse,
	looksRandom,
} from './values.ts';

export interface FoundSecret {
	rule: string;
	/** Start and end (exclusive) of the secret in the text. */
	from: number;
	to: number;
}

/** A secret name in a text. */
export interface FoundName {
	rule: string;
	name: string;
	start: number;
	end: number;
}

const NAME_CHARS_MAX = 64;
/** A shorter value without quotes is a word or a number of the surrounding text. */
const BARE_CHARS_MIN = 4;
const QUOTED_CHARS_MIN = 3;

const SEPARATOR =
	/(?<bracket>["'`]?\])?(?<gap>[ \t]{0,16})(?<sign>=>|:=|={1,3}|!={1,2}|:)[ \t]{0,16}/y;
const SPACE = /[ \t]{1,4}/y;
const QUOTE = /[bruf]{0,2}("""|'''|["'`])/iy;
/** The text up to the closing quote, by opening quote. */
const INSIDE: Readonly<Record<string, RegExp>> = {
	'"': /(?:[^"\\]|\\.){1,4096}/sy,
	"'": /(?:[^'\\]|\\.|'\\''|''){1,4096}/sy,
	'`': /(?:[^`\\]|\\.){1,4096}/sy,
	'"""': /(?:[^"\\]|\\.|"(?!"")){1,4096}/sy,
	"'''": /(?:[^'\\]|\\.|'(?!'')){1,4096}/sy,
};
const BARE = /[^\s"'`;,&<>(){}[\]|\\]{1,4096}/y;
/** A value of a form or of a connection string, up to what separates it from the next. */
const BARE_TIGHT = /[^\s"'`;&<>|\\]{1,4096}/y;
const REST_OF_LINE = /[^\r\n]{1,4096}/y;
const LIST = /\[[^[\]]{1,4096}\]?/y;
const SCHEME = /(?:basic|bearer|token|digest|negotiate|apikey|api-key|key)[ \t]{1,4}(?=\S)/iy;
const BLOCK = /[|>][+-]?\d?[ \t]{0,8}(?:#[^\n]{0,200})?\r?\n/y;
const XML_BODY = /(?:\s[^<>]{0,300})?>\s{0,8}(?:<!\[CDATA\[)?(?<value>[^<]{1,4096})<\//dy;
const TYPE_THEN_VALUE =
	/[ \t]{0,4}:[ \t]{0,4}(?:&(?:'static )?|readonly )?[A-Za-z_][\w.<>[\]| ?]{0,60}[ \t]{0,4}=[ \t]{0,4}|[ \t]{1,4}(?:string|String|\[\]byte)[ \t]{0,4}:?=[ \t]{0,4}/y;
const CALL = /[ \t]?\([ \t]{0,4}/y;
const LETTERS_BEFORE = /(?:^|[\r\n"'`{])[ \t]{0,60}(?:- |export |set |[<>+] |ENV |ARG )?$/;

/** The secret name that contains the literal from `start` to `end`; the whole name, when it is not secret. */
export function nameAround(
	text: string,
	hit: { start: number; end: number },
	nameRule: NameRule,
): FoundName | { rule: null; end: number } {
	const whole = { start: expand(text, hit.start, -1), end: expand(text, hit.end, 1) };
	// `--password`, `.password`, and `password.` at the end of a sentence.
	const start = whole.start + /^[-.]*/.exec(text.slice(whole.start, hit.start))![0].length;
	const end = whole.end - /[-.]*$/.exec(text.slice(hit.end, whole.end))![0].length;
	const name = text.slice(start, end);
	const rule = nameRule(name);
	return rule === null ? { rule, end: whole.end } : { rule, name, start, end };
}

/** The value assigned to a name, if it is secret. */
export function findAssignment(
	text: string,
	name: FoundName,
	nameRule: NameRule,
): FoundSecret | null {
	const before = text[name.start - 1] ?? '';
	// A path (`/etc/passwd`), or an escape that another view of the text resolves.
	if (/[/\\]/.test(before) && !text.startsWith('//', name.start - 2)) return null;
	if (text.startsWith(MARK, name.start - MARK.length)) return null;
	const found = valueAfter(text, name, before, nameRule);
	return found && { rule: name.rule, ...found };
}

/** A mark names a rule, and rules are called like secrets. */
const MARK = '[redacted:';

type Range = Omit<FoundSecret, 'rule'>;

function valueAfter(
	text: string,
	name: FoundName,
	before: string,
	nameRule: NameRule,
): Range | null {
	const isQuotedName = /["'`]/.test(before) && text[name.end] === before;
	const end = isQuotedName ? name.end + 1 : name.end;
	const judge = createJudge(name, nameRule);
	if (
		before === '<' ||
		(before === ':' && /<[\w-]{1,40}:$/.test(text.slice(Math.max(0, name.start - 42), name.start)))
	) {
		return xmlBody(text, name.end, judge);
	}
	const separator = match(SEPARATOR, text, end);
	if (!separator) {
		return (
			pairedValue(text, name, nameRule) ??
			typedValue(text, name.end, judge) ??
			argument(text, name.end, judge) ??
			afterSpace(text, name, before, judge)
		);
	}
	const { end: at, groups } = separator;
	const isComparison = /^(?:={2,}|!=)/.test(groups.sign!);
	const block = groups.sign === ':' ? yamlBlock(text, name.start, at) : null;
	if (block) return block;
	const value = quoted(text, at, (value) => judge.quoted(value, isQuotedName, isComparison));
	if (value !== undefined) return value;
	if (isComparison) return null;
	if (groups.sign === ':') {
		const typed = typedValue(text, name.end, judge);
		if (typed) return typed;
	}
	const items = list(text, at, judge, isQuotedName);
	if (items) return items;
	if (isQuotedName) return bare(text, at, BARE, (value) => judge.data(value));
	const isTight = text[at - 1] === '=' && groups.gap === '';
	if (beginsLine(text, name.start)) {
		// `-H 'X-Api-Key: …'`: the line ends with the quotes.
		if (/["'`]/.test(before)) {
			const inside = match(INSIDE[before]!, text, at);
			const value = inside ? text.slice(at, inside.end) : '';
			const from = skipScheme(text, at);
			const isSecret = inside && judge.line(value, groups.sign!);
			if (isSecret) return { from, to: inside.end };
		}
		if (isTight) return bare(text, at, BARE_TIGHT, (value) => judge.tight(value));
		return bare(text, at, REST_OF_LINE, (value) => judge.line(value, groups.sign!));
	}
	if (isTight) return bare(text, at, BARE_TIGHT, (value) => judge.tight(value));
	return bare(text, at, BARE, (value) => judge.loose(value));
}

/** Whether a value is secret, by the notation in which it stands. */
interface Judge {
	quoted(value: string, isQuotedName: boolean, isComparison: boolean): boolean;
	data(value: string): boolean;
	tight(value: string): boolean;
	line(value: string, sign: string): boolean;
	loose(value: string): boolean;
	word(value: string): boolean;
}

/** Names that also mean other things: their values must look like secrets. */
const WEAK_NAME =
	/^(?:(?:[\w-]*\.)?(?:tokens?|secrets?|auth|pass|pin|pat|bearer|credentials?|creds|cookies?|key))$/i;
const HEADER = /^(?:(?:proxy-|x-)?authorization|(?:set-)?cookie)$/i;
/** Keys by their names that no one keeps secret. */
const OPEN_KEY =
	/(?:public|primary|foreign|cache|sort|partition|hash|index|storage|lookup|error|map|routing|group|idempotency|session|accept|websocket)[_-]key$/i;

function createJudge({ name, rule }: FoundName, nameRule: NameRule): Judge {
	const isVariable = /^[A-Z][A-Z0-9_]+$/.test(name);
	const isWeak = WEAK_NAME.test(name) && !isVariable;
	const isHeader = HEADER.test(name);
	// Known by its ending alone: `LOB_KEY`, `Fastly-Key`.
	const isAnyKey = /[_-]key$/i.test(name) && nameRule(name.toLowerCase()) === null;
	const isNumber = rule === 'card-number' || /(?:pin|cvv|cvc|otp)\d?(?:[_-]?code)?$/i.test(name);
	const mentions = (text: string) => mentionedName(text, nameRule) !== null;
	const isNone = (value: string) => isPlaceholder(value, nameRule) || isOtherData(value);
	/** For names that also mean other things. */
	const isLikely = (value: string) => {
		if (isAnyKey) return looksLikeKey(value) && !OPEN_KEY.test(name);
		if (rule === 'card-number') return value.replace(/\D/g, '').length >= CARD_DIGITS_MIN;
		return !isWeak || looksRandom(value) || (isNumber && /^\d+$/.test(value));
	};

	return {
		quoted(value, isQuotedName, isComparison) {
			if (value.length < QUOTED_CHARS_MIN || isNone(value) || isProse(value, mentions))
				return false;
			if (isHeader && isQuotedName) return !isIdentifier(value);
			if (!isLikely(value)) return false;
			if (isComparison) return rule === 'password' && !isIdentifier(value);
			return isQuotedName || rule !== 'token' || !/^[A-Za-z_-]{1,15}$/.test(value);
		},
		data: (value) =>
			value.length >= (isNumber ? QUOTED_CHARS_MIN : BARE_CHARS_MIN) &&
			!isNone(value) &&
			!isCode(value) &&
			isLikely(value),
		tight(value) {
			if (value.length < BARE_CHARS_MIN || isNone(value) || isCode(value)) return false;
			if (isVariable || isHeader) return isLikely(value);
			return isLikely(value) && (rule === 'password' || !isIdentifier(value) || hasDigits(value));
		},
		line(value, sign) {
			const text = value.trim();
			if (text.length < BARE_CHARS_MIN || isNone(text)) return false;
			if (isHeader && sign === ':') {
				if (/^[A-Z]/.test(name)) return true;
				return /^[\w.-]+=[^\s=]|^\S+ \S{8,}$/.test(text) && !/[()]/.test(text);
			}
			if (isCode(text) || isProse(text, mentions)) return false;
			if (sign !== ':' && /\s/.test(text)) return false;
			if (rule === 'secret' && text.split(' ').length >= MNEMONIC_WORDS_MIN) return true;
			return isLikely(text) && (rule === 'password' || isNumber || hasDigits(text));
		},
		loose: (value) =>
			!isNone(value) &&
			!isCode(value) &&
			(looksRandom(value) ? isLikely(value) : isNumber && /^\d{3,8}$/.test(value)),
		word: (value) => !isNone(value) && value.length >= QUOTED_CHARS_MIN,
	};
}
const hasDigits = (value: string) => /\d/.test(value) && value.length >= MIXED_CHARS_MIN;
const MIXED_CHARS_MIN = 6;
const CARD_DIGITS_MIN = 12;
const MNEMONIC_WORDS_MIN = 6;

/** `undefined` when no quote opens here; `null` when what it contains is not secret. */
function quoted(
	text: string,
	at: number,
	isSecret: (value: string) => boolean,
): Range | null | undefined {
	QUOTE.lastIndex = at;
	const open = QUOTE.exec(text);
	if (!open) return undefined;
	const start = QUOTE.lastIndex;
	const from = skipScheme(text, start);
	const inside = match(INSIDE[open[1]!]!, text, from);
	if (!inside) return null;
	return isSecret(text.slice(from, inside.end)) ? { from, to: inside.end } : null;
}

function list(text: string, at: number, judge: Judge, isQuotedName: boolean): Range | null {
	const found = match(LIST, text, at);
	if (!found) return null;
	const items = text.slice(at + 1, found.end).match(/[^\s"'`,[\]]{3,}/g) ?? [];
	const isSecret = (item: string) =>
		(looksRandom(item) || (isQuotedName && /\d/.test(item))) && judge.data(item);
	return items.some(isSecret) ? { from: at, to: found.end } : null;
}

function bare(
	text: string,
	at: number,
	pattern: RegExp,
	isSecret: (value: string) => boolean,
): Range | null {
	const from = skipScheme(text, at);
	const found = match(pattern, text, from);
	if (!found) return null;
	const value = withoutBracket(text.slice(from, found.end).trimEnd());
	const isCalled = /[([]/.test(text[found.end] ?? '');
	return !isCalled && isSecret(value) ? { from, to: from + value.length } : null;
}

/** `(…?token=…)`: what closes a bracket that was opened before is not part of the value. */
function withoutBracket(value: string): string {
	return /[)\]},.;]$/.test(value) && !/[([{]/.test(value)
		? value.replace(/[)\]},.;]+$/, '')
		: value;
}

/** `--password …`, SQL's `PASSWORD '…'`, and netrc's `password …`. */
function afterSpace(
	text: string,
	{ start, end, name }: FoundName,
	before: string,
	judge: Judge,
): Range | null {
	const gap = match(SPACE, text, end);
	if (!gap) return null;
	if (before === '-') {
		const value = quoted(text, gap.end, (value) => judge.word(value));
		return value === undefined
			? bare(text, gap.end, BARE_TIGHT, (value) => judge.word(value))
			: value;
	}
	if (text[gap.end] === "'" && /^pass(?:word|wd|phrase)$/i.test(name)) {
		return quoted(text, gap.end, (value) => judge.word(value) && !/\s/.test(value)) ?? null;
	}
	if (
		/^(?:password|passwd)$/.test(name) &&
		NETRC_BEFORE.test(text.slice(Math.max(0, start - 120), start))
	) {
		return bare(text, gap.end, BARE_TIGHT, (value) => judge.word(value));
	}
	return null;
}
const NETRC_BEFORE = /(?:^|\s)(?:machine\s+\S+|default)\s+(?:(?:login|account)\s+\S+\s+){1,2}$/;

/** `password: string = "…"`, `apiKey string = "…"`. */
function typedValue(text: string, end: number, judge: Judge): Range | null {
	const type = match(TYPE_THEN_VALUE, text, end);
	return type && (quoted(text, type.end, (value) => judge.quoted(value, false, false)) ?? null);
}

/** `setPassword("…")`. */
function argument(text: string, end: number, judge: Judge): Range | null {
	const open = match(CALL, text, end);
	if (!open) return null;
	return (
		quoted(
			text,
			open.end,
			(value) => (judge.quoted(value, false, false) && !isIdentifier(value)) || looksRandom(value),
		) ?? null
	);
}

function xmlBody(text: string, end: number, judge: Judge): Range | null {
	XML_BODY.lastIndex = end;
	const range = XML_BODY.exec(text)?.indices?.groups?.value;
	if (!range) return null;
	const value = text.slice(...range).replace(/\]\]$|\s+$/, '');
	return judge.word(value) && !/\s\S*\s/.test(value)
		? { from: range[0], to: range[0] + value.length }
		: null;
}

/** `password: |` and the lines below it that are indented deeper. */
function yamlBlock(text: string, start: number, at: number): Range | null {
	const head = match(BLOCK, text, at);
	if (!head) return null;
	const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
	const lines = new RegExp(
		`(?:[ \\t]{${indent + 1},}[^\\n]{0,4096}(?:\\n|$)|[ \\t]*\\r?\\n){1,400}`,
		'y',
	);
	const body = match(lines, text, head.end);
	if (!body) return null;
	const value = text.slice(head.end, body.end);
	const from = head.end + (value.length - value.trimStart().length);
	return value.trim() === '' ? null : { from, to: head.end + value.trimEnd().length };
}

/** The scheme of an Authorization header stays: only what follows is secret. */
function skipScheme(text: string, at: number): number {
	return match(SCHEME, text, at)?.end ?? at;
}

/** True when only spaces, a dash or `export` precede it on its line or in its quotes. */
function beginsLine(text: string, start: number): boolean {
	return LETTERS_BEFORE.test(text.slice(Math.max(0, start - 80), start));
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
		code === 0x2e ||
		(code > 0x7f && /[\p{L}\p{M}]/u.test(String.fromCharCode(code)))
	);
}

function match(pattern: RegExp, text: string, at: number) {
	pattern.lastIndex = at;
	const found = pattern.exec(text);
	return found && { end: pattern.lastIndex, groups: found.groups ?? {} };
}
