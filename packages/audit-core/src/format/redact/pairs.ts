/**
 * Names and values that stand side by side in a text: `{"name": "password", "value": "…"}`, `fill('#password', '…')`,
 * a field of a form with its text, an element with a key (`<entry key="password">…`), a part of a multipart body.
 */
import { groupAt, type FoundName, type Range } from './found.ts';
import type { Judge } from './judge.ts';
import { mentionedName, type NameRule } from './names.ts';
import { skipScheme } from './value-forms.ts';
import { isOtherData, isPlaceholder, isProse, looksRandom } from './values.ts';

const VALUE_KEY =
	'(?:value|parametervalue|example|val|text|content|data|input|inputvalue|stringvalue|defaultvalue|default|secret|contents)';
/** To the closing quote, or to the end of what is read: a long value is a secret too. */
const QUOTED = `(?:"(?<double>(?:[^"\\\\]|\\\\.){1,4096})|'(?<single>(?:[^'\\\\]|\\\\.){1,4096})|\`(?<back>[^\`\\\\]{1,4096}))`;
const QUOTED_BEFORE = `(?:"(?<double>(?:[^"\\\\]|\\\\.){1,200})"|'(?<single>(?:[^'\\\\]|\\\\.){1,200})'|\`(?<back>[^\`\\\\]{1,200})\`)`;
const SIGN = '\\s{0,4}[:=]\\s{0,4}';
const KEY = '["\']?[\\w-]{1,40}["\']?';
/** A member between the name and its value. */
const MEMBER = `${KEY}${SIGN}(?:"[^"\\\\]{0,100}"|'[^'\\\\]{0,100}'|[\\w.-]{1,40})`;
/** The rest of the quoted text that contains the name, with what closes it. */
const REST_OF_NAME = /[^"'`\n,<>]{0,60}["'`]\]?["'`]?/y;

const VALUE_AFTER = new RegExp(
	`(?:[\\s,]{1,40}${MEMBER}){0,3}?[\\s,;]{1,40}["']?${VALUE_KEY}["']?${SIGN}(?:${QUOTED}|(?<bare>[^\\s"',{}\\[\\]]{4,4096}))`,
	'diys',
);
const VALUE_BEFORE = new RegExp(
	`["']?\\b${VALUE_KEY}["']?${SIGN}(?:${QUOTED_BEFORE}|(?<bare>[^\\s"'{}\\[\\],]{4,200}))[\\s,]{1,40}(?:${MEMBER}[\\s,]{1,40}){0,2}${KEY}${SIGN}["']?[^"'\\n]{0,60}$`,
	'dis',
);
const BODY_AFTER = /[^<>\n]{0,200}>\s{0,8}(?:<value>)?(?<bare>[^<\n]{3,4096})(?:<|(?=[^<\n]|$))/dy;
/** The body of a part of a form, below its headers. */
const PART_AFTER =
	/[^\r\n]{0,200}\r?\n(?:[\w-]{1,40}:[^\r\n]{0,200}\r?\n){0,3}\r?\n(?<bare>[^\r\n]{3,4096})/dy;
const PART_BEFORE = /form-data;[^\r\n]{0,100}name="?$/i;
const YAML_AFTER =
	/[ \t]{0,8}\r?\n[ \t]{1,60}(?:value|val|text):[ \t]{1,8}(?:"(?<double>[^"\n]{1,4096})"|'(?<single>[^'\n]{1,4096})'|(?<bare>[^\s|>][^\r\n]{2,4096}))/dy;
/** A block about what is named: HCL's `variable "db_password" { default = "…" }`. */
const BLOCK_AFTER = new RegExp(
	`\\s{0,4}\\{[^{}]{0,300}?\\b(?:default|value)\\s{0,8}=\\s{0,8}${QUOTED}`,
	'diys',
);
/** A method of what is named: `getByLabel('Password').fill('…')`, `querySelector('#password').value = '…'`. */
const METHOD_AFTER = new RegExp(
	`[\\s\\])}]{0,6}\\.(?:(?:fill|type|press\\w*|send\\w*|set\\w*|input|val|clear\\w*)\\(\\s{0,4}|value\\s{0,4}=\\s{0,4})${QUOTED}`,
	'diys',
);
/** `Set("Authorization", "Bearer " + "…")`. */
const SCHEME_AFTER = new RegExp(
	`\\s{0,4},\\s{0,8}["'](?:Bearer|Basic|Token) ["']\\s{0,4}[+.]\\s{0,4}${QUOTED}`,
	'diys',
);
/** `expect "password:"; send "…"`, `expect('password:'); sendline('…')`: the rest of the prompt, and the answer. */
const ANSWER = new RegExp(
	`[:?]\\s{0,4}["'\`]\\)?[\\s;]{0,40}(?:[\\w.]{0,40}\\.)?send(?:_?line)?[\\s(]{1,4}(?:--\\s{1,4})?${QUOTED}`,
	'diys',
);
const NEXT_ARGUMENT = new RegExp(`\\s{0,4},\\s{0,8}${QUOTED}`, 'diys');

/** What the member or the parameter that holds the name is called. */
const NAME_KEY =
	/(?:^|[\s"'{<,(;[])(?:name|type|parameterkey|key|column|field|header|variable|id|label|element|selector|locator|target|placeholder|env|param|property|parameter|option|setting|attribute|for|css|xpath|ref)["']?\s{0,4}[:=]\s{0,4}["'`]?[^"'`\n]{0,60}$/i;
/** Calls whose second argument belongs to the first, which is the name. */
const SETTER =
	/(?:^|[^A-Za-z])(?:fill|type|set\w*|put\w*|define|append|add\w*|header|send\w*|press\w*|input|env|export|store|save|write|insert\w*|get\w*|fetch)\(\s{0,4}["'`][^"'`()\n]{0,60}$/i;
/** The text that contains the name begins with this quote. */
const OPENING = /["'`](?![\s)]*[+,;:)=|&])[^"'`\n]{0,60}$/;
const COMPARED_BEFORE =
	/["'](?<value>[^"'\n]{4,200})["'](?:\.equals(?:IgnoreCase)?\(|\s{0,4}={2,3})\s{0,4}$/d;
/** `password.equals("…")`, `password_field.send_keys("…")`. */
const EQUALS = new RegExp(
	`\\.(?:equals\\w*|fill|type|send\\w*|set\\w*|val)\\(\\s{0,4}${QUOTED}`,
	'diy',
);
const COMPARING = /(?:strn?c(?:ase)?mp|compare\w*|equals?\w*|verify\w*)\(\s{0,4}[&*]?$/i;
const BEFORE_CHARS = 300;

/** The value beside a name that is in quotes, or in the value of a key such as `name`. */
export function pairedValue(
	text: string,
	{ start, end }: FoundName,
	nameRule: NameRule,
): Range | null {
	const offset = Math.max(0, start - BEFORE_CHARS);
	const before = text.slice(offset, start);
	const secretIn = (whole: Range) => {
		const range = { ...whole, from: skipScheme(text, whole.from) };
		return isSecretValue(text.slice(range.from, range.to), nameRule) ? range : null;
	};
	const hasNameKey = NAME_KEY.test(before);
	if (PART_BEFORE.test(before)) {
		const part = groupAt(PART_AFTER, text, end);
		return part && secretIn(part);
	}
	const yaml = hasNameKey ? groupAt(YAML_AFTER, text, end) : null;
	if (yaml) return secretIn(yaml);
	const at = OPENING.test(before) || hasNameKey ? endOfQuotes(text, end) : null;
	if (at === null && !hasNameKey) return null;
	const patterns = hasNameKey
		? [VALUE_AFTER, METHOD_AFTER, BODY_AFTER]
		: [METHOD_AFTER, BLOCK_AFTER, SCHEME_AFTER];
	for (const pattern of patterns) {
		const found = groupAt(pattern, text, at ?? end);
		if (found) return secretIn(found);
	}
	const earlier = hasNameKey ? groupAt(VALUE_BEFORE, before, 0) : null;
	if (earlier) return secretIn({ from: offset + earlier.from, to: offset + earlier.to });
	const argument = at === null ? null : groupAt(NEXT_ARGUMENT, text, at);
	if (!argument) return null;
	const isSet =
		SETTER.test(before) ||
		/["'`]--?$/.test(before) ||
		looksRandom(text.slice(skipScheme(text, argument.from), argument.to));
	return isSet ? secretIn(argument) : null;
}

/** What a program types after a prompt that it waited for. */
export function answerAfter(text: string, { end }: FoundName, nameRule: NameRule): Range | null {
	const answer = groupAt(ANSWER, text, end);
	if (!answer) return null;
	const { from } = answer;
	const value = text.slice(from, answer.to).replace(/(?:\\[rn]|[\r\n]){1,2}$/, '');
	return isSecretValue(value, nameRule) ? { from, to: from + value.length } : null;
}

/** `"…".equals(password)`, `'…' == password`. */
export function comparedValue(text: string, { start, end }: FoundName, judge: Judge): Range | null {
	const offset = Math.max(0, start - BEFORE_CHARS);
	const before = text.slice(offset, start);
	const next = COMPARING.test(before) ? groupAt(NEXT_ARGUMENT, text, end) : null;
	if (next)
		return judge.quoted(text.slice(next.from, next.to), { isComparison: true }) ? next : null;
	const method = groupAt(EQUALS, text, end);
	if (method)
		return judge.quoted(text.slice(method.from, method.to), { isComparison: true }) ||
			judge.argument(text.slice(method.from, method.to))
			? method
			: null;
	const range = groupAt(COMPARED_BEFORE, before, 0);
	if (!range) return null;
	const found = { from: offset + range.from, to: offset + range.to };
	return judge.quoted(text.slice(found.from, found.to), { isComparison: true }) ? found : null;
}

function endOfQuotes(text: string, end: number): number | null {
	REST_OF_NAME.lastIndex = end;
	return REST_OF_NAME.test(text) ? REST_OF_NAME.lastIndex : null;
}

const VALUE_CHARS_MIN = 3;

function isSecretValue(value: string, nameRule: NameRule): boolean {
	if (value.trim().length < VALUE_CHARS_MIN || isPlaceholder(value, nameRule)) return false;
	const mentions = (text: string) => mentionedName(text, nameRule) !== null;
	return (
		!isOtherData(value) &&
		!isProse(value, mentions) &&
		!/^(?:function|async|new|await)$/.test(value)
	);
}
