/**
 * Whether the value after a secret name is secret. In data it is, but for placeholders. The less a notation differs
 * from code or from a sentence, the more the value must look like a secret.
 */
import type { FoundName } from './found.ts';
import { CARD_DIGITS_MIN, mentionedName, type NameRule } from './names.ts';
import {
	isCode,
	isIdentifier,
	isOtherData,
	isPlaceholder,
	isProse,
	isUnusual,
	isWordName,
	looksLikeKey,
	looksRandom,
} from './values.ts';

export interface Judge {
	/** In quotes. */
	quoted(
		value: string,
		where: { isQuotedName?: boolean; isComparison?: boolean; hasScheme?: boolean },
	): boolean;
	/** Without quotes, after a name in quotes: `"pin": 1234`. */
	data(value: string): boolean;
	/** Directly behind `=`: an environment, a form, a connection string. */
	tight(value: string, isData: boolean): boolean;
	/** The rest of a line that begins with the name: YAML, INI, a header. */
	line(value: string, sign: string): boolean;
	/** Somewhere in a line, without quotes. */
	loose(value: string): boolean;
	/** Where only a secret can stand: after an option, in an XML element. */
	word(value: string): boolean;
	/** In a sentence: `the password is …`. */
	stated(value: string): boolean;
	/** After a dash: `Password - …`. */
	dashed(value: string): boolean;
	/** The argument of a call that sets it: `setPassword("…")`. */
	argument(value: string): boolean;
}

/** A shorter value without quotes is a word or a number of the surrounding text. */
const BARE_CHARS_MIN = 4;
const QUOTED_CHARS_MIN = 3;
const MIXED_CHARS_MIN = 6;
const COMPARED_CHARS_MIN = 8;
const MNEMONIC_WORDS_MIN = 6;

/** Names that also mean other things. */
const WEAK_NAME =
	/^(?:[\w-]*\.)?(?:tokens?|secrets?|auth|pat|bearer|credentials?|creds|cookies?|key)$/i;
const HEADER = /^(?:(?:proxy-|x-)?authorization|(?:set-)?cookie)$/i;
/** Names of secrets that are numbers. */
const NUMBER_NAME =
	/(?:pin|cvv2?|cvc2?|csc|otp|code|zahl|番号|コード|код|пин|codice|código|码|碼)$/i;
/** Calls that set a secret; `createToken` and `read.password` take something else. */
const SETTER =
	/^(?!.*\b(?:read\w*|prompt\w*|ask\w*|input|get\w*)\.)(?:[\w.]*\.)?(?:set|with|use|put|update|change|assign|reset)?_?(?:(?:api|access|auth|user|db|database|client|secret|private|login|account|new|old|bearer|refresh|session|admin|root|encryption|signing)[-_]?)*(?:password|passwd|passphrase|pass|pwd|pin|token|secret|key|credentials?|jwt)$/i;
/** Keys by their names that are no secrets. */
const OPEN_KEY =
	/(?:public|primary|foreign|cache|sort|partition|hash|index|storage|lookup|error|map|routing|group|idempotency|accept|websocket)[_-]key$/i;

/** `the password is case-sensitive` */
const DESCRIPTION = /^(?:\d{1,2}|[a-z]+)-[a-z]+$/i;

export function createJudge({ name, rule }: FoundName, nameRule: NameRule): Judge {
	const isVariable = /(?:^|\.)[A-Z][A-Z0-9_]+$/.test(name);
	// Of a file or a header, not of a program.
	const isSetting = /[a-z][-_.][a-z]/i.test(name);
	const isWeak = WEAK_NAME.test(name) && !isVariable;
	const isHeader = HEADER.test(name);
	const isPin = /pin$/i.test(name);
	const isNumber = rule === 'card-number' || (rule === 'password' && NUMBER_NAME.test(name));
	// Known by its ending alone: `LOB_KEY`, `Fastly-Key`.
	const isAnyKey = /[_-]key$/i.test(name) && nameRule(name.toLowerCase()) === null;
	const mentions = (text: string) => mentionedName(text, nameRule) !== null;
	const isNone = (value: string) => isPlaceholder(value, nameRule) || isOtherData(value);

	/** What the name demands. */
	function isLikely(value: string): boolean {
		if (isAnyKey) return looksLikeKey(value) && !OPEN_KEY.test(name);
		if (rule === 'card-number') return value.replace(/\D/g, '').length >= CARD_DIGITS_MIN;
		if (isPin) return /^\d{4,12}$/.test(value);
		if (/^(?:pass|pw)$/i.test(name))
			return isUnusual(value) && value.length > BARE_CHARS_MIN && !/^\d+\b|\w\/\w/.test(value);
		return !(isWeak || /_auth$/i.test(name)) || looksRandom(value);
	}

	/** A number of a program, such as an error's. */
	const isConstant = (value: string) =>
		!isNumber && /^(?:0x[0-9a-f]{1,16}|\d{1,5})(?:[,;]|\s*\/\/|$)/i.test(value);

	/** Passwords may be words. */
	function isNoWord(value: string): boolean {
		if (rule === 'password' || isNumber) return true;
		return looksRandom(value) || (/\d/.test(value) && value.length >= MIXED_CHARS_MIN);
	}

	return {
		quoted(value, { isQuotedName = false, isComparison = false, hasScheme = false }) {
			if (value.length < QUOTED_CHARS_MIN || isNone(value) || isProse(value, mentions))
				return false;
			if (/(?:field|input|box)$/i.test(name) && isWordName(value)) return false;
			if (hasScheme && value.length >= MIXED_CHARS_MIN) return true;
			if (isHeader && isQuotedName) return !isIdentifier(value) || looksRandom(value);
			if (!isLikely(value) && !(isQuotedName && isWeak && isUnusual(value))) return false;
			if (isComparison)
				return rule === 'password' && isUnusual(value) && value.length >= COMPARED_CHARS_MIN;
			if (isQuotedName || isVariable || rule !== 'token') return true;
			return !/^[A-Za-z_-]{1,15}\d?$/.test(value) || looksRandom(value);
		},
		data(value) {
			const charsMin = isNumber ? QUOTED_CHARS_MIN : BARE_CHARS_MIN;
			return value.length >= charsMin && !isNone(value) && !isCode(value) && isLikely(value);
		},
		tight(value, isData) {
			if (value.length < BARE_CHARS_MIN || isNone(value) || isCode(value, true)) return false;
			if (isData && isUnusual(value) && !isAnyKey && !isNumber) return true;
			if (isVariable || isHeader || isData) return isLikely(value);
			return isLikely(value) && (!isIdentifier(value) || isNoWord(value));
		},
		line(value, sign) {
			const text = value.trim();
			if (text.length < (isNumber ? QUOTED_CHARS_MIN : BARE_CHARS_MIN) || isNone(text))
				return false;
			if (isHeader && sign === ':') {
				if (/^[A-Z]/.test(name)) return true;
				return /^[\w.-]+=[^\s=]|^\S+ \S{8,}$/.test(text) && !/[()]/.test(text);
			}
			if (isCode(text) || isConstant(text) || isProse(text, mentions)) return false;
			if (sign !== ':' && /\s/.test(text)) return false;
			if (rule === 'secret' && text.split(' ').length >= MNEMONIC_WORDS_MIN) return true;
			if (isSetting && !/\s/.test(text)) return isLikely(text);
			if (rule !== 'password' && isWordName(text)) return false;
			return isLikely(text) && isNoWord(text);
		},
		loose(value) {
			if (isNone(value) || isCode(value) || isConstant(value)) return false;
			if (rule !== 'password' && isWordName(value)) return false;
			return isNumber
				? isLikely(value) && /^\d{3,19}$/.test(value)
				: looksRandom(value) && isLikely(value);
		},
		word: (value) => {
			if (isNone(value) || value.length < QUOTED_CHARS_MIN) return false;
			return !isNumber || isLikely(value);
		},
		dashed: (value) =>
			rule === 'password' &&
			!isNone(value) &&
			isUnusual(value) &&
			isLikely(value) &&
			value.length >= BARE_CHARS_MIN,
		stated(value) {
			if (isNone(value) || value.length < BARE_CHARS_MIN) return false;
			if (isNumber && /^\d{3,19}$/.test(value)) return isLikely(value);
			if (isPin || rule === 'card-number') return false;
			return (
				looksRandom(value) ||
				(rule === 'password' &&
					isUnusual(value) &&
					!DESCRIPTION.test(value) &&
					/[^\p{L}\p{M}]/u.test(value.slice(1, -1)) &&
					!isWordName(value))
			);
		},
		argument(value) {
			if (value.length < BARE_CHARS_MIN || isNone(value) || isProse(value, mentions)) return false;
			if (!SETTER.test(name)) return false;
			return rule === 'password' || isUnusual(value);
		},
	};
}
