/**
 * What stands after a secret name in a text is often no secret: a placeholder, a type, an expression of a program, a
 * sentence about it. These tests tell them apart.
 */
import type { NameRule } from './names.ts';

/** Words that stand for a value, or for its absence. */
const PLACEHOLDER_WORDS =
	/^(?:true|false|yes|no|on|off|null|nil|none|undefined|unset|empty|required|optional|redacted|hidden|masked|removed|omitted|default|disabled|enabled|same-origin|include|omit|string|text|value|example|placeholder|changeme|todo|tbd|n\/a)$/i;
/** Characters instead of letters, and references to a value that is elsewhere. */
const STAND_IN =
	/^(?:[*x•.…_-]{3,}$|[$%@#]?\{|\$\(|\$[a-z_]\w*$|%[a-z_]\w*%$|%[sdvqj]\b|<[^>]*>?$|\[[^\]]*\]?$|\(|\.\.\.|\[redacted[:\]])/i;
const MADE_UP =
	/^(?:your|my|the|some|an?|test|sample|dummy|fake|new|old|example|insert|enter)[-_ .]/i;

/** True for a text that stands in the place of a secret. */
export function isPlaceholder(value: string, nameRule: NameRule): boolean {
	const text = value.trim().replace(/[:.?!…*]+$/, '');
	if (text === '' || PLACEHOLDER_WORDS.test(text) || STAND_IN.test(text)) return true;
	const isName = /^[\p{L}\p{M}_.\- ]+$/u.test(text) && nameRule(text) !== null;
	return isName || (MADE_UP.test(text) && !/\d/.test(text));
}

const STOPWORD =
	/(?:^|\s)(?:an?|the|is|are|be|was|must|may|can|should|will|not|no|for|to|of|and|or|in|on|with|from|by|your|you|if|when|as|at|this|that|it|has|have|using|used|required|invalid|valid)(?=[\s,.;:!?]|$)/i;

/** True for a sentence, a label or a message. A passphrase has words, but no grammar. */
export function isProse(value: string, mentions: (text: string) => boolean): boolean {
	const text = value.trim();
	if (!/\S\s+\S/.test(text)) return false;
	return STOPWORD.test(text) || /[.!?:…]$/.test(text) || mentions(text);
}

/** Letters and digits, mixed as no word or name is. */
export function looksRandom(value: string): boolean {
	if (value.length < RANDOM_CHARS_MIN || /\s/.test(value)) return false;
	if (/^[a-z]*[-_.]?v?\d{1,3}$/i.test(value)) return false;
	const letters = value.match(/[a-z]/gi)?.length ?? 0;
	if (letters > 0 && /\d/.test(value)) return true;
	const capitals = (value.match(/[A-Z]/g)?.length ?? 0) / letters;
	return value.length >= RANDOM_LETTERS_MIN && capitals > 0.35 && capitals < 0.65;
}
const RANDOM_CHARS_MIN = 8;
/** Letters alone, of which about half are capitals. */
const RANDOM_LETTERS_MIN = 16;

/** Long enough for a key, and of its alphabet alone. */
export function looksLikeKey(value: string): boolean {
	return /^[\w+/=.~-]{16,}$/.test(value) && /[a-z]/i.test(value) && looksRandom(value);
}

/** A version, an address, a path, a time, a size. */
const OTHER_DATA =
	/^(?:[\^~<>=v]{0,2}\d+(?:\.[\dx*]+){1,3}(?:-[\w.]+)?$|(?:https?|wss?|file|git|npm|workspace):|(?:~|\.{1,2})\/[\w.@-]|\/[a-z]{2,12}\/[\w.@-]|\/[\w@-]+\.\w{1,5}$|[\w-]+\.(?:json|ya?ml|pem|key|txt|env|crt|cfg|ini|conf)$|[\w.-]+@\d|\d{4}-\d\d-\d\dT|\d+(?:\.\d+)?\s?(?:ms|s|kb|mb|gb|px|em|rem|%)$)/i;

export function isOtherData(value: string): boolean {
	return OTHER_DATA.test(value);
}

const TYPE =
	/^(?:string|str|text|char|varchar|number|int|integer|float|bool|boolean|any|unknown|never|void|object|bytes?|buffer|uint8array|function|promise|optional|option|array|record|map|list|vec|readonly|typeof|keyof|unique|symbol|bigint|date|regexp?|null|undefined|async|await|new|return|this|self|super|import|require|lambda|class|const|let|var|delete|yield|throw|if|else|in|of|not|and|or|is)\b/i;
const CALLED_OR_COMPARED = /[()[\]{}]|=>|&&|\|\||\?\?|\? |===|!==|[<>]=?\s|;$|,$/;
const MEMBERS =
	/^[!~+-]?[\p{L}_$@][\p{L}\p{N}_$]*(?:(?:\?\.|\.|->|::)[\p{L}_$#][\p{L}\p{N}_$]*)+$/u;
/** What members are usually read from. */
const OBJECT =
	/^[!~+-]?(?:self|this|os|process|config|options|opts|args|argv|env|req|request|res|response|ctx|context|params|props|user|data|settings|cfg|conf|body|event|state|secrets|vars|var|local|module|window|document|input|form|values|client|auth)\b/i;

/** True for a value without quotes that is a type or an expression of a program. */
export function isCode(value: string): boolean {
	if (TYPE.test(value) || CALLED_OR_COMPARED.test(value)) return true;
	return MEMBERS.test(value) && (!/\d/.test(value) || OBJECT.test(value));
}

/** A name of a variable or of a constant. */
export function isIdentifier(value: string): boolean {
	return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(value);
}
