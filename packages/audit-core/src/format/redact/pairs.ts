/**
 * Names and values that stand side by side in a text: `{"name": "password", "value": "…"}`, `fill('#password', '…')`,
 * a field of a form with its text, an element with a key (`<entry key="password">…`), a part of a multipart body.
 */
import { mentionedName, type NameRule } from './names.ts';
import { isOtherData, isPlaceholder, isProse, looksRandom } from './values.ts';

interface Range {
	from: number;
	to: number;
}

const VALUE_KEY =
	'(?:value|val|text|content|data|input|inputvalue|stringvalue|defaultvalue|default|secret|contents)';
const QUOTED = `(?:"(?<double>(?:[^"\\\\]|\\\\.){1,4096})"|'(?<single>(?:[^'\\\\]|\\\\.){1,4096})')`;
/** The rest of the quoted text that contains the name, with what closes it. */
const REST_OF_NAME = /[^"'`\n,<>]{0,60}["'`]\]?["'`]?\)?/y;
/** Further members between the name and its value. */
const MEMBER = `[\\s,]{1,40}["']?[\\w-]{1,40}["']?\\s{0,4}[:=]\\s{0,4}(?:"[^"\\\\]{0,100}"|'[^'\\\\]{0,100}'|[\\w.-]{1,40})`;
const VALUE_AFTER = new RegExp(
	`(?:${MEMBER}){0,3}?[\\s,;]{1,40}["']?${VALUE_KEY}["']?\\s{0,4}[:=]\\s{0,4}(?:${QUOTED}|(?<bare>[^\\s"',{}\\[\\]]{4,4096}))`,
	'diys',
);
const NEXT_ARGUMENT = new RegExp(`\\s{0,4},\\s{0,8}${QUOTED}`, 'diys');
const BODY_AFTER = /[^<>\n]{0,200}>\s{0,8}(?<bare>[^<\n]{3,4096})</dy;
const PART_AFTER = /(?:[^\r\n]{0,200}\r?\n){1,4}\r?\n(?<bare>[^\r\n]{3,4096})/dy;
const VALUE_BEFORE = new RegExp(
	`["']?\\b${VALUE_KEY}["']?\\s{0,4}[:=]\\s{0,4}${QUOTED}[\\s,]{1,40}(?:["']?[\\w-]{1,40}["']?\\s{0,4}[:=]\\s{0,4}(?:"[^"\\\\]{0,100}"|[\\w.-]{1,40})[\\s,]{1,40}){0,2}["']?[\\w-]{1,40}["']?\\s{0,4}[:=]\\s{0,4}["'][^"'\\n]{0,60}$`,
	'dis',
);
const YAML_AFTER =
	/[ \t]{0,8}\r?\n[ \t]{1,60}(?:value|val|text):[ \t]{1,8}(?:"(?<double>[^"\n]{1,4096})"|'(?<single>[^'\n]{1,4096})'|(?<bare>[^\s|>][^\r\n]{2,4096}))/dy;

/** What the member or the parameter that holds the name is called. */
const NAME_KEY =
	/(?:^|[\s"'{<,(;[])(?:name|key|field|header|variable|id|label|element|selector|locator|target|placeholder|env|param|property|parameter|option|setting|attribute|for|css|xpath|ref)["']?\s{0,4}[:=]\s{0,4}["'`]?[^"'`\n]{0,60}$/i;
/** Calls whose second argument belongs to the first, which is the name. */
const SETTER =
	/(?:^|[^A-Za-z])(?:fill|type|set\w*|put\w*|define|append|add\w*|header|send\w*|press\w*|input|env|export|store|save|write|insert\w*)\(\s{0,4}["'`][^"'`()\n]{0,60}$/i;
/** The text that contains the name begins with this quote. */
const OPENING = /["'`](?![\s)]*[+,;:)=|&])[^"'`\n]{0,60}$/;
const BEFORE_CHARS = 300;

/** The value beside a name that is in quotes, or in the value of a YAML key. */
export function pairedValue(
	text: string,
	{ start, end }: { start: number; end: number },
	nameRule: NameRule,
): Range | null {
	const before = text.slice(Math.max(0, start - BEFORE_CHARS), start);
	const isSecret = (value: string) =>
		value.trim().length >= 3 &&
		!isPlaceholder(value, nameRule) &&
		!isOtherData(value) &&
		!isProse(value, (text) => mentionedName(text, nameRule) !== null);
	const hasNameKey = NAME_KEY.test(before);
	if (hasNameKey) {
		const yaml = valueOf(YAML_AFTER, text, end);
		if (yaml) return isSecret(yaml.value) ? yaml : null;
	}
	REST_OF_NAME.lastIndex = end;
	if (!hasNameKey && !OPENING.test(before)) return null;
	if (!REST_OF_NAME.test(text)) return null;
	const at = REST_OF_NAME.lastIndex;
	if (hasNameKey) {
		for (const pattern of [VALUE_AFTER, BODY_AFTER, PART_AFTER]) {
			const found = valueOf(pattern, text, at);
			if (found) return isSecret(found.value) ? found : null;
		}
		const found = VALUE_BEFORE.exec(before);
		const [from, to] = found?.indices?.groups?.double ?? found?.indices?.groups?.single ?? [0, 0];
		const offset = start - before.length;
		if (to > from)
			return isSecret(before.slice(from, to)) ? { from: offset + from, to: offset + to } : null;
	}
	const argument = valueOf(NEXT_ARGUMENT, text, at);
	if (!argument || !isSecret(argument.value)) return null;
	return SETTER.test(before) || looksRandom(argument.value) ? argument : null;
}

function valueOf(pattern: RegExp, text: string, at: number): (Range & { value: string }) | null {
	pattern.lastIndex = at;
	const groups = pattern.exec(text)?.indices?.groups;
	const range = groups?.double ?? groups?.single ?? groups?.bare;
	return range ? { from: range[0], to: range[1], value: text.slice(...range) } : null;
}
