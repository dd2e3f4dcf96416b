/**
 * What stands after a secret name in a text is often no secret: a placeholder, a type, an expression of a program, a
 * sentence about it. These tests tell them apart.
 */
import { isMasked } from './masked.ts';
import type { NameRule } from './names.ts';

/** Words that stand for a value, or for its absence. */
const PLACEHOLDER_WORDS =
	/^(?:true|false|yes|no|on|off|null|nil|none|undefined|unset|empty|required|optional|redacted|hidden|masked|removed|omitted|default|disabled|enabled|same-origin|include|omit|string|text|value|example|placeholder|changeme|todo|tbd|n\/a|wert|valeur|valor|valore|значение)$/i;
/** Characters instead of letters, and references to a value that is elsewhere. */
const STAND_IN =
	/^(?:[*x•.…_-]{3,}$|[$%@#]?\{|\$\(|\$[a-z_]\w*$|%[a-z_]\w*%$|%[sdvqj]\b|<[^>]*>?$|&lt;|\[[^\]]*\]?$|\(|\.\.\.|\[redacted(?::[a-z0-9-]{0,60}){0,2}(?:\](?!\w)|$))/i;
const MY_OWN = /^(?:my|your)[-_]?(?:password|passwd|pass|token|secret|key|api[-_]?key)\w{0,2}$/i;
const MADE_UP =
	/^(?:your|my|the|some|an?|test|sample|dummy|fake|new|old|example|insert|enter)[-_ .]/i;

/** Of an Authorization header whose value is added elsewhere. */
const SCHEME_ALONE = /^(?:basic|bearer|token|oauth|digest|apikey)(?:\s+(?=[$<{[])|$)/i;

/** A longer text is no name: looking for one in it takes a while. */
const NAME_CHARS_MAX = 80;

/** True for a text that stands in the place of a secret. */
export function isPlaceholder(value: string, nameRule: NameRule): boolean {
	const text = value
		.trim()
		.replace(SCHEME_ALONE, '')
		.replace(/(?<![:.?!…*])[:.?!…*]+$/, '');
	if (text === '' || isMasked(value.trim()) || PLACEHOLDER_WORDS.test(text) || STAND_IN.test(text))
		return true;
	const isName =
		text.length <= NAME_CHARS_MAX &&
		/^[\p{L}\p{M}_.\- ]+\d{0,2}$/u.test(text) &&
		nameRule(text) !== null;
	return isName || MY_OWN.test(text) || (MADE_UP.test(text) && !/\d/.test(text));
}

const STOPWORD =
	/(?:^|\s)(?:an?|the|is|are|be|was|must|may|can|should|will|not|no|for|to|of|and|or|in|on|with|from|by|your|you|if|when|as|at|this|that|it|has|have|using|used|required|invalid|valid)(?=[\s,.;:!?]|$)/i;

/** True for a sentence, a label or a message. A passphrase has words, but no grammar. */
export function isProse(value: string, mentions: (text: string) => boolean): boolean {
	const text = value.trim();
	if (!/\S\s+\S/.test(text)) return false;
	return STOPWORD.test(text) || /[.!?:…]$/.test(text) || mentions(text);
}

/** Letters and digits, mixed as no word or name is, or letters that make up no words. */
export function looksRandom(value: string): boolean {
	if (value.length < RANDOM_CHARS_MIN || /\s/.test(value)) return false;
	if (/^[a-z]{0,8}[-_.]?v?\d{1,3}$/i.test(value)) return false;
	if (/[a-z]/i.test(value) && /\d/.test(value)) return true;
	return /^[a-z]{8,}$/i.test(value) && shareOutsideWords(value) >= RANDOM_SHARE_MIN;
}
const RANDOM_CHARS_MIN = 8;
const RANDOM_SHARE_MIN = 0.3;
const FRAGMENT = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;

/** Of the letters of a text, the share in pieces too short for a word or without a vowel. Acronyms are words. */
function shareOutsideWords(text: string): number {
	const fragments = text.match(FRAGMENT) ?? [];
	const letters = fragments.join('').length;
	const isWord = (fragment: string) =>
		/^[A-Z]+$/.test(fragment)
			? fragment.length > 2 && (fragment.length < 6 || fragment === text)
			: fragment.length > 2 && /[aeiouy]/i.test(fragment);
	const outside = fragments.filter((fragment) => !isWord(fragment)).join('').length;
	return letters === 0 ? 0 : outside / letters;
}

/** True for what is neither one plain word nor a number: `Tundra68`, `a.b!`, `myPass`. */
export function isUnusual(value: string): boolean {
	return !/^(?:[A-Z]?[a-z]+|[A-Z]+|\d+)$/.test(value);
}

/** Long enough for a key, and of its alphabet alone. */
export function looksLikeKey(value: string): boolean {
	return /^[\w+/=.~-]{16,}$/.test(value) && /[a-z]/i.test(value) && looksRandom(value);
}

/** A version, an address, a path, a time, a size. */
const OTHER_DATA =
	/^(?:[.#][a-z][\w-]*$|[\^~<>=v]{0,2}\d+(?:\.[\dx*]+){1,3}(?:-[\w.]+)?$|(?:https?|wss?|file|git|npm|workspace):|(?:~|\.{1,2})\/[\w.@-]|\/[a-z]{2,12}\/[\w.@-]|\/[\w@-]+\.\w{1,5}$|[\w-]+\.(?:json|ya?ml|pem|key|txt|env|crt|cfg|ini|conf)$|[\w.-]+@\d+\.\d|\d{4}-\d\d-\d\dT|\d+(?:\.\d+)?\s?(?:ms|s|kb|mb|gb|px|em|rem|%)$)/i;

export function isOtherData(value: string): boolean {
	return OTHER_DATA.test(value);
}

const TYPE =
	/^(?:string|str|text|char|varchar|number|int|integer|float|bool|boolean|any|unknown|never|void|object|bytes?|buffer|uint8array|function|promise|optional|option|array|record|map|list|vec|readonly|typeof|keyof|unique|symbol|bigint|date|regexp?|null|undefined|async|await|new|return|this|self|super|import|require|lambda|class|const|let|var|delete|yield|throw|if|else|in|of|not|and|or|is)(?=$|[\s<|[;,(&?{])/i;
const CALLED_OR_COMPARED =
	/[()[\]{}]|=>|\s(?:&&|\|\||\?\??|[=!]==?|[-+*/%<>])\s|\? |[<>]=?\s|;$|,$/;
const MEMBERS =
	/^[!~+-]?[\p{L}_$@][\p{L}\p{N}_$]*(?:(?:\?\.|\.|->|::)[\p{L}_$#][\p{L}\p{N}_$]*)+$/u;
/** What members are usually read from. */
const OBJECT =
	/^[!~+-]?(?:self|this|os|process|config|options|opts|args|argv|env|req|request|res|response|ctx|context|params|props|user|data|settings|cfg|conf|body|event|state|secrets|vars|var|local|module|window|document|input|form|values|client|auth)\b/i;

/** True for a value without quotes that is a type or an expression of a program. */
export function isCode(value: string, isTight = false): boolean {
	if (TYPE.test(value) || CALLED_OR_COMPARED.test(value)) return true;
	if (!MEMBERS.test(value)) return false;
	if (OBJECT.test(value)) return true;
	return isTight ? !/\d/.test(value) : value.split(/[.\->:?]+/).every(isWordName);
}

/** A name of words, as in programs: `defaultToConfig2`, `ERR_SOCKS5_AUTH`. Not `a8f2`, and not `sunflower42`. */
export function isWordName(value: string): boolean {
	if (!/^[A-Za-z_$]+(?:\d[A-Za-z_$]*)?$/.test(value)) return false;
	return value.length < 4 || shareOutsideWords(value) < RANDOM_SHARE_MIN;
}

/** A name of a variable or of a constant. */
export function isIdentifier(value: string): boolean {
	return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(value);
}
