/** Values that no `=` or `:` separates from their names: in XML, SQL, netrc, calls, and in the lines below a name. */
import { groupAt, matchAt, type FoundName, type Range } from './found.ts';
import type { Judge } from './judge.ts';
import { bareValue, quotedValue, WORD_VALUE } from './value-forms.ts';

const SPACE = /[ \t]{1,4}/y;
const CALL = /\([ \t]{0,4}/y;
const VALUE_MEMBER = /\{\s{0,20}["']?value["']?\s{0,4}[:=]\s{0,8}/y;
const TYPE =
	/[ \t]{0,4}:[ \t]{0,4}(?:&(?:'static )?|readonly )?[A-Za-z_][\w.<>[\]| ?]{0,60}[ \t]{0,4}=[ \t]{0,4}|[ \t]{1,4}(?:string|String|\[\]byte)[ \t]{0,4}:?=[ \t]{0,4}/y;
const XML_BODY =
	/(?:\s[^<>]{0,300})?>\s{0,8}(?:<!\[CDATA\[)?(?<value>[^<]+?)(?:\]\]>)?\s{0,8}<\//dy;
const NEXT_ELEMENT =
	/[^<>\n]{0,40}<\/\w{1,20}>\s{0,40}<(?:string|data|value|val|td|dd)>(?<value>[^<]{3,4096})<\//dy;
const BLOCK = /[|>][+-]?\d?[ \t]{0,8}(?:#[^\n]{0,200})?\r?\n/y;
/** Variables of a Dockerfile, of fish and of Windows, and constants of C. */
const DECLARED_BEFORE = /(?:^|\n|\s)(?:ENV|ARG|#define|set -[a-zA-Z]{1,6}|setx)[ \t]{1,8}$/;
const NETRC_BEFORE = /(?:^|[\s"'])(?:machine\s+\S+|default)\s+(?:(?:login|account)\s+\S+\s+){1,2}$/;
/** `username admin password …` of a router. */
const USER_BEFORE =
	/(?:^|\s)(?:user|username|login|account)\s{1,4}(?:\S{1,60}\s{1,4})?(?:privilege \d{1,2} )?$/i;
/** Clojure's `:password "…"`. */
const KEYWORD_BEFORE = /(?:^|[\s{(,[]):$/;
/** `wrong password "…"` */
const REJECTED_BEFORE = /(?:^|[^\w-])(?:wrong|bad|invalid|incorrect|rejected|with|using)[ \t]$/i;
/** `set the password to …` */
const SET_BEFORE = /\b(?:set|chang|reset|updat)\w{0,3} (?:[\w']{1,12} ){0,3}$/i;
const TO = /[ \t]to:?[ \t]{1,4}/y;
const BEFORE_CHARS = 200;

/** `password: string = "…"`, `apiKey string = "…"`. */
export function typedValue(text: string, end: number, judge: Judge): Range | null {
	const type = matchAt(TYPE, text, end);
	return type && (quotedValue(text, type.end, (value) => judge.quoted(value, {})) ?? null);
}

/** `"password": {"value": "…"}`. */
export function nestedValue(text: string, at: number, judge: Judge): Range | null {
	const member = matchAt(VALUE_MEMBER, text, at);
	const isSecret = (value: string) => judge.quoted(value, { isQuotedName: true });
	return member && (quotedValue(text, member.end, isSecret) ?? null);
}

/** `setPassword("…")`. */
export function argumentValue(text: string, end: number, judge: Judge): Range | null {
	const open = matchAt(CALL, text, end);
	return open && (quotedValue(text, open.end, (value) => judge.argument(value)) ?? null);
}

/** `<password>…</password>`: `before` is the character before the name. */
export function isElement(text: string, start: number): boolean {
	const before = text[start - 1];
	if (before === '<') return true;
	return before === ':' && /<[\w-]{1,40}:$/.test(text.slice(Math.max(0, start - 42), start));
}

export function elementValue(text: string, end: number, judge: Judge): Range | null {
	return wordIn(text, groupAt(XML_BODY, text, end), judge);
}

/** `<key>Password</key><string>…</string>`. */
export function nextElementValue(text: string, end: number, judge: Judge): Range | null {
	return wordIn(text, groupAt(NEXT_ELEMENT, text, end), judge);
}

function wordIn(text: string, range: Range | null, judge: Judge): Range | null {
	const value = range && text.slice(range.from, range.to);
	return value !== null && judge.word(value) && !/\s\S*\s/.test(value) ? range : null;
}

/** `the password is …`, `Password for alice: …`, `| Password | … |`. */
export function statedValue(text: string, { start, end }: FoundName, judge: Judge): Range | null {
	const lead = matchAt(STATED, text, end);
	if (!lead) return null;
	const line = text
		.slice(Math.max(0, start - BEFORE_CHARS), start)
		.split('\n')
		.at(-1)!;
	if (lead.groups.cell && !/^\s*\|/.test(line)) return null;
	const isSecret = (value: string) => !/[\s()[\]<>]/.test(value) && judge.stated(value);
	if (!lead.groups.verb) return quotedOrBare(text, lead.end, isSecret);
	return quotedOrBare(
		text,
		lead.end,
		(value) => /[a-z]/i.test(value) && isSecret(value),
		ASCII_VALUE,
	);
}

function quotedOrBare(
	text: string,
	at: number,
	isSecret: (value: string) => boolean,
	pattern = WORD_VALUE,
): Range | null {
	const value = quotedValue(text, at, isSecret);
	return value === undefined ? bareValue(text, at, pattern, isSecret) : value;
}
/** What follows in Chinese or Japanese without a space belongs to the sentence. */
const ASCII_VALUE = /[!#-&(-;=?-_a-{}~]{1,4096}/y;
const STATED =
	/(?:(?:(?:[ \t](?:for|of|to|für|von|pour|de|du|para|per|от|для)(?:[ \t][^\s:=,.;()"']{1,40}){1,4}?)?[ \t](?:(?:(?:is|was|has been) (?:now )?)?(?:set|changed|reset|updated) to|wurde auf|(?:is|was|ist|lautet|est|es|è|é)(?: now)?)(?:[ \u00a0]?:)?|[ \t](?:for|für|pour|para|per|от|для)(?:[ \t][^\s:=,.;()"']{1,60}){1,4}[ \u00a0]?:|[ \t]?→|[ \t]{0,20}(?<cell>\|)|[ \t](?:encrypted|[57]))[ \t]{1,4}|(?<verb>[是为為は])[：:]?[ \t]{0,4})(?:[*_]{1,2})?/y;

/** `Password:` and the next line alone, as a program shows it or a person writes it. */
export function valueBelow(text: string, at: number, judge: Judge): Range | null {
	const range = groupAt(LINE_BELOW, text, at);
	const value = range && text.slice(range.from, range.to);
	return value !== null && MIXED.test(value) && judge.stated(value) ? range : null;
}
const LINE_BELOW =
	/\r?\n[ \t]{0,8}(?:(?<cut>[^\s"'`.,:@=()[\]{}<>]{4096})|(?<value>[^\s"'`.,:@=()[\]{}<>]{6,4095})[ \t]{0,8}(?=[\r\n]|$))/dy;

/** `password: |` and the lines below it that are indented deeper. */
export function blockValue(text: string, start: number, at: number): Range | null {
	const head = matchAt(BLOCK, text, at);
	if (!head) return null;
	const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
	const value = text.slice(head.end, endOfBlock(text, head.end, indent));
	const from = head.end + (value.length - value.trimStart().length);
	return value.trim() === '' ? null : { from, to: head.end + value.trimEnd().length };
}

/** The end of the lines that are empty or indented deeper. */
function endOfBlock(text: string, start: number, indent: number): number {
	let at = start;
	for (let lines = 0; lines < BLOCK_LINES_MAX && at < text.length; lines++) {
		const newline = text.indexOf('\n', at);
		const end = newline === -1 ? text.length : newline + 1;
		let first = at;
		while (first < end && (text[first] === ' ' || text[first] === '\t')) first++;
		const isEmpty = /[\r\n]/.test(text[first] ?? '\n');
		if (!isEmpty && first - at <= indent) break;
		at = end;
	}
	return at;
}
const BLOCK_LINES_MAX = 400;

/** Mixed as no name is: a digit, and letters of both cases or a sign. */
const MIXED = /^(?=.{0,60}\d)(?=.{0,60}[a-z])(?:(?=.{0,60}[A-Z])|(?=.{0,60}[!#$%^&*+?~]))/;
/** And without the signs of a path or of a name. */
const STRONG = /^(?=.{0,40}[a-z])(?=.{0,40}[A-Z])(?=.{0,40}\d)[^\s/\\:=_.(){}-]{8,64}$/;

/** `--password …`, `ENV PASSWORD …`, SQL's `PASSWORD '…'`, and netrc's `password …`. */
export function spacedValue(
	text: string,
	{ end, name, rule }: FoundName,
	judge: Judge,
): Range | null {
	const gap = matchAt(SPACE, text, end);
	if (!gap) return null;
	// `login admin password …`: what is before the last word is something else.
	const word = name.slice(name.lastIndexOf(' ') + 1);
	const start = end - word.length;
	const before = text.slice(Math.max(0, start - BEFORE_CHARS), start);
	const isWord = (value: string) => judge.word(value);
	const isStated = (value: string) => !/\s/.test(value) && judge.stated(value);
	const inQuotes = () =>
		quotedValue(text, gap.end, (value) => isWord(value) && !/\s/.test(value)) ?? null;
	if (before.endsWith('-')) {
		return text[gap.end] === '-' ? null : quotedOrBare(text, gap.end, isWord);
	}
	const to = matchAt(TO, text, end);
	if (to && SET_BEFORE.test(before)) return quotedOrBare(text, to.end, isStated);
	if (KEYWORD_BEFORE.test(before)) return quotedValue(text, gap.end, isStated) ?? null;
	if (DECLARED_BEFORE.test(before)) {
		return inQuotes() ?? bareValue(text, gap.end, WORD_VALUE, (value) => judge.tight(value, true));
	}
	const isSql = text[gap.end] === "'" && /^pass(?:word|wd|phrase)$/i.test(word);
	if (isSql || /^(?:wpa-)?(?:psk|passphrase)$/i.test(word)) return inQuotes();
	if (rule === 'password' && REJECTED_BEFORE.test(before)) {
		const value = quotedValue(text, gap.end, isStated);
		if (value) return value;
	}
	if (USER_BEFORE.test(before)) {
		const user = bareValue(text, gap.end, WORD_VALUE, isStated);
		if (user) return user;
	}
	const isNetrc = /^(?:password|passwd)$/.test(word) && NETRC_BEFORE.test(before);
	if (isNetrc) return bareValue(text, gap.end, WORD_VALUE, isWord);
	// `with password … for db1`
	return /\s$/.test(before) && !/^bearer$/i.test(word)
		? bareValue(text, gap.end, WORD_VALUE, (value) => STRONG.test(value) && judge.loose(value))
		: null;
}
