/**
 * Secrets that are recognized by the name before them, in the usual notations of names and values: JSON and code
 * (`"password": "…"`, `token = '…'`), environments, forms and command lines (`API_KEY=…`, `--password …`), headers
 * and YAML (`Cookie: …` at the beginning of a line), and those of `notations.ts` and `pairs.ts`.
 */
import { matchAt, type FoundName, type FoundSecret, type Range } from './found.ts';
import { createJudge } from './judge.ts';
import type { NameRule } from './names.ts';
import {
	argumentValue,
	blockValue,
	elementValue,
	isElement,
	nestedValue,
	nextElementValue,
	spacedValue,
	statedValue,
	typedValue,
	valueBelow,
} from './notations.ts';
import { answerAfter, comparedValue, pairedValue } from './pairs.ts';
import {
	bareValue,
	DATA_VALUE,
	DEFAULT_VALUE,
	LINE_VALUE,
	listValue,
	quotedValue,
	restOfQuotes,
	skipWrapper,
	WORD_BEFORE_SENTENCE,
	WORD_VALUE,
} from './value-forms.ts';

const NAME_CHARS_MAX = 64;
/** Also a default: `process.env.TOKEN ?? '…'`, `${TOKEN:-…}`. Before it, what may still belong to the name. */
const SEPARATOR =
	/(?:["'`][\])]|\]|\)(?=\s?(?:[?|]|=>))|\[\d{0,6}\]|\*{1,2}|__)?(?<gap>[ \t\u00a0]{0,16})(?<sign>=>|<-|:=|:-|[：＝]|[-–—](?= )|={1,3}|!={1,2}|\?\?=?|\|\|=?|\?:|:)[ \t\u00a0]{0,16}/y;
const LINE_BEFORE =
	/(?:^|[\r\n"'`{])[\ufeff\u200b]?[ \t]{0,60}(?:[-*] )?(?:\*\*|__|export |set |[<>] |[+-] ?|ENV |ARG )?$/;
const LINE_BEFORE_CHARS = 80;
/** The words of a wallet's key (BIP-39), which also stand within a line. */
const MNEMONIC = /[a-z]{3,8}(?: [a-z]{3,8}){11,23}(?![a-z ])/y;
/** A mark names a rule, and rules are called like secrets. */
const MARK = '[redacted:';

/** The secret name that contains the literal from `start` to `end`; only its end, when it is not secret. */
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
	if (rule !== null) return { rule, name, start, end };
	// `password.equals(…)`
	const method = /\.[A-Za-z_]{2,30}$/.exec(name);
	const object = method && start + method.index >= hit.end ? name.slice(0, method.index) : '';
	const ruleOfObject = object && text[end] === '(' ? nameRule(object) : null;
	return ruleOfObject
		? { rule: ruleOfObject, name: object, start, end: start + object.length }
		: { rule: null, end: whole.end };
}

/** The value assigned to a name, if it is secret. */
export function findAssignment(
	text: string,
	name: FoundName,
	nameRule: NameRule,
): FoundSecret | null {
	const before = text[name.start - 1] ?? '';
	if (before === '/' && name.name.includes(' ')) {
		// `secret/db password=…`: the path ends before the last word.
		const word = name.name.slice(name.name.lastIndexOf(' ') + 1);
		const rule = nameRule(word);
		const last = { name: word, start: name.end - word.length, end: name.end };
		return rule === null ? null : findAssignment(text, { rule, ...last }, nameRule);
	}
	// An escape, which another view of the text resolves.
	if (before === '\\') return null;
	if (text.startsWith(MARK, name.start - MARK.length)) return null;
	const isPath = before === '/' && !isSlashOption(text, name);
	const found = isPath
		? pairedValue(text, name, nameRule)
		: valueAfter(text, name, before, nameRule);
	return found && { rule: name.rule, ...found };
}

/** `/pass:…` of Windows, and npm's `//host/:_authToken=…`. */
function isSlashOption(text: string, { start, end }: FoundName): boolean {
	if (text.startsWith('//', start - 2)) return true;
	// `s/PASSWORD=.*/PASSWORD=…/`
	if (/^[A-Z_]+$/.test(text.slice(start, end)) && text[end] === '=') return true;
	const isOption = /(?:^|\s)\/$/.test(text.slice(Math.max(0, start - 2), start));
	return isOption && /^:\S/.test(text.slice(end, end + 2));
}

function valueAfter(
	text: string,
	name: FoundName,
	before: string,
	nameRule: NameRule,
): Range | null {
	const judge = createJudge(name, nameRule);
	if (isElement(text, name.start)) return elementValue(text, name.end, judge);
	if (before === '>') {
		const next = nextElementValue(text, name.end, judge);
		if (next) return next;
	}
	const quote = quoteBefore(text, name);
	const isQuotedName = quote !== null;
	// `isToken ? 'token' : 'code'`
	if (isQuotedName && /\?\s{0,4}$/.test(text.slice(Math.max(0, quote - 6), quote))) return null;
	const answer = answerAfter(text, name, nameRule);
	if (answer) return answer;
	const separator = matchAt(SEPARATOR, text, isQuotedName ? name.end + 1 : name.end);
	if (!separator) {
		return (
			pairedValue(text, name, nameRule) ??
			comparedValue(text, name, judge) ??
			typedValue(text, name.end, judge) ??
			argumentValue(text, name.end, judge) ??
			spacedValue(text, name, judge) ??
			statedValue(text, name, judge)
		);
	}
	const { groups } = separator;
	const at = skipWrapper(text, separator.end);
	const sign = groups.sign!;
	if (sign === ':-') return bareValue(text, at, DEFAULT_VALUE, (value) => judge.data(value));
	if (/[-–—]/.test(sign) && sign.length === 1) {
		if (!beginsLine(text, name.start)) return null;
		return bareValue(text, at, WORD_VALUE, (value) => judge.dashed(value));
	}
	// `"password:"` is a prompt.
	const isPrompt = text[separator.end] === before && !/[\w$]/.test(text[separator.end + 1] ?? '');
	if (!isQuotedName && /["'`]/.test(before) && isPrompt) return null;
	const block = sign === ':' ? blockValue(text, name.start, at) : null;
	if (block) return block;
	const isComparison = /^(?:={2,}|!=)/.test(sign);
	const value = quotedValue(text, at, (value, hasScheme) =>
		judge.quoted(value, { isQuotedName, isComparison, hasScheme }),
	);
	if (value !== undefined) return value;
	if (isComparison || /^[?|]/.test(sign)) return null;
	const nested = nestedValue(text, at, judge);
	if (nested) return nested;
	const phrase = name.rule === 'secret' ? matchAt(MNEMONIC, text, at) : null;
	if (phrase) return { from: at, to: phrase.end };
	const typed = sign === ':' ? typedValue(text, name.end, judge) : null;
	const listed = typed ?? listValue(text, at, judge, isQuotedName);
	if (listed) return listed;
	if (isQuotedName) {
		// In backticks it may be code in a sentence.
		const isCode = before === '`' || text[name.end] === '`';
		return bareValue(text, at, DATA_VALUE, (value) =>
			isCode ? judge.loose(value) : judge.data(value),
		);
	}
	// PHP's print_r: `[password] => …`.
	const isListed = before === '[' && sign === '=>';
	const isLine = isListed || beginsLine(text, name.start);
	const below = isLine && sign === ':' ? valueBelow(text, at, judge) : null;
	if (below) return below;
	if (isLine && /["'`]/.test(before)) {
		const rest = restOfQuotes(text, at, before, (value) => judge.line(value, sign));
		if (rest) return rest;
	}
	const isTight = /[=＝]/.test(text[separator.end - 1]!) && groups.gap === '';
	// A form, a query, an option, a connection string, a file of settings.
	const isData = /[?&#;:-]/.test(before) || isLine;
	if (isTight) return bareValue(text, at, WORD_VALUE, (value) => judge.tight(value, isData));
	if (isLine) {
		return (
			bareValue(text, at, LINE_VALUE, (value) => judge.line(value, sign)) ??
			bareValue(text, at, WORD_BEFORE_SENTENCE, (value) => judge.loose(value))
		);
	}
	if (before === '/') return bareValue(text, at, WORD_VALUE, (value) => judge.word(value));
	return bareValue(text, at, DATA_VALUE, (value) => judge.loose(value));
}

/** Where a quote opens before a name, perhaps with words between, that closes after it: `"Wi-Fi password"`. */
function quoteBefore(text: string, { start, end }: FoundName): number | null {
	const from = Math.max(0, start - QUOTE_BEFORE_CHARS);
	const opened = QUOTE_BEFORE.exec(text.slice(from, start));
	return opened && text[end] === opened[1] ? from + opened.index : null;
}
const QUOTE_BEFORE_CHARS = 40;
const QUOTE_BEFORE = /(["'`])[\p{L}\p{N} _.()-]*$/u;

/** True when only spaces, a dash or `export` precede it on its line or in its quotes. */
function beginsLine(text: string, start: number): boolean {
	return LINE_BEFORE.test(text.slice(Math.max(0, start - LINE_BEFORE_CHARS), start));
}

function expand(text: string, from: number, step: 1 | -1): number {
	let at = from;
	const isIn = () => isNameCode(text.charCodeAt(step === 1 ? at : at - 1));
	while (Math.abs(at - from) < NAME_CHARS_MAX && isIn()) at += step;
	return at;
}

/** `is` in Chinese and Japanese, which do not separate words: 是为為は. */
const VERBS = [0x662f, 0x4e3a, 0x70ba, 0x306f];

function isNameCode(code: number): boolean {
	return (
		(code >= 0x30 && code <= 0x39) ||
		(code >= 0x41 && code <= 0x5a) ||
		(code >= 0x61 && code <= 0x7a) ||
		code === 0x5f ||
		code === 0x2d ||
		code === 0x2e ||
		(code > 0x7f && !VERBS.includes(code) && /[\p{L}\p{M}]/u.test(String.fromCharCode(code)))
	);
}
