/**
 * Names whose values are secret (docs/format.md §9): in arguments, headers, forms, settings, environments. A name
 * is split into words (`apiKey`, `api_key` and `X-Api-Key` are equal), and its last words decide: `reset_token` is
 * a token, `token_count` and `max_tokens` are numbers.
 */

import type { Literal } from './literals.ts';
import { isMasked } from './masked.ts';
import { LEADING_NAMES, SECRET_NAMES, WHOLE_NAMES } from './name-lists.ts';

/** After one of these words a token is a position in a list, or a piece of a text. */
const HARMLESS_TOKENS = wordSet(
	'page next prev previous continuation continue pagination cursor sync resume cancel cancellation per max min num',
	'total bos eos pad unk mask sep cls stop special first last design progress nextpage',
);

/** After one of these words a pass is one of several. */
const HARMLESS_PASSES = wordSet(
	'first second third two one single multi render depth shadow final next prev last each per num max min by can did',
	'all low high band color forward backward optimization compiler lint post pre shader effect blur test tests',
);

/** Words that may follow the last words of a secret name. */
const TRAILING_WORDS = wordSet(
	'value text string str raw plain plaintext hash hashed base64 b64 hex encoded encrypted header old new current',
	'confirm confirmation again repeat copy prod dev staging test live field input box textbox entry db database root',
	'admin mysql postgres redis main local remote',
);

/** Environment variables by their last word: `FTP_PASS`, `GITHUB_PAT`. */
const VARIABLE_ENDINGS: Readonly<Record<string, string>> = {
	...{ pass: 'password', pwd: 'password', pw: 'password', psk: 'password' },
	...{ pat: 'token', auth: 'authorization', key: 'api-key' },
};
const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
/** Headers: `Fastly-Key`. */
const HEADER = /^(?:[A-Z][A-Za-z0-9]*-)+(?:Key|Token|Secret)$/;

/** Shorter endings must be a whole word, not the end of a longer one. Chinese and Japanese do not separate words. */
const COMPOUND_CHARS_MIN = 5;
const COMPOUND_IDEOGRAPHS_MIN = 2;
const NAME_CHARS_MAX = 150;
const NAMES_KEPT_MAX = 10_000;
/** Splits `APIKey2` into `API`, `Key`, `2`. */
const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[\p{Lo}\p{Lm}]+|\p{N}+/gu;

const PLAIN_WORDS = /^[a-z]+(?: [a-z]+)*$/;

/** The rule by which the value under a name is secret; `null` when it is not. */
export type NameRule = (name: string) => string | null;

export function createNameRule(extraNames: readonly string[] = []): NameRule {
	const endings = new Map<string, string>();
	const compounds = new Map<string, string>();
	const addAll = (rule: string, names: readonly string[]) => {
		for (const name of names) {
			const ending = toEnding(name);
			const joined = ending.replaceAll(' ', '');
			endings.set(ending, rule);
			const charsMin = /^\p{Lo}/u.test(joined) ? COMPOUND_IDEOGRAPHS_MIN : COMPOUND_CHARS_MIN;
			if (joined.length >= charsMin) compounds.set(joined, rule);
		}
	};
	for (const [rule, names] of Object.entries(SECRET_NAMES)) addAll(rule, names);
	addAll('name', extraNames);
	const wholeNames = new Map(
		Object.entries(WHOLE_NAMES).map(([name, rule]) => [toEnding(name), rule]),
	);
	const leading = new Map(
		LEADING_NAMES.map((name) => [toEnding(name), endings.get(toEnding(name)) ?? 'password']),
	);
	const lengths = [...new Set([...compounds.keys()].map((name) => name.length))];
	const exact = new Set(extraNames);
	const known = new Map<string, string | null>();

	function judge(name: string): string | null {
		if (exact.has(name)) return 'name';
		const words = wordsOf(name.slice(-NAME_CHARS_MAX));
		while (words.length > 1 && isTrailing(words.at(-1)!)) words.pop();
		if (words.length === 0) return null;
		if (isHarmlessToken(words)) return null;
		const whole = wholeNames.get(words.join(' '));
		if (whole !== undefined) return whole;
		for (let from = 0; from < words.length; from++) {
			const rule = endings.get(words.slice(from).join(' '));
			if (rule !== undefined) return rule;
		}
		for (let end = words.length - 1; end > 0; end--) {
			const rule = leading.get(words.slice(0, end).join(' '));
			if (rule !== undefined) return rule;
		}
		const joined = words.join('');
		for (const length of lengths) {
			const rule = compounds.get(joined.slice(-length));
			if (rule !== undefined) return rule;
		}
		if (words.at(-1) === 'pass' && words.length > 1) {
			return HARMLESS_PASSES.has(words.at(-2)!) ? null : 'password';
		}
		if (VARIABLE.test(name)) return VARIABLE_ENDINGS[words.at(-1)!] ?? null;
		return HEADER.test(name) ? 'api-key' : null;
	}

	return (name) => {
		let rule = known.get(name);
		if (rule !== undefined) return rule;
		rule = judge(name);
		if (known.size >= NAMES_KEPT_MAX) known.clear();
		if (name.length <= NAME_CHARS_MAX) known.set(name, rule);
		return rule;
	};
}

/** Every secret name in a text contains one of these literals, in any case. */
export function nameLiterals(extraNames: readonly string[] = []): Literal[] {
	const names = [...Object.values(SECRET_NAMES).flat(), ...extraNames];
	const spelled = names.flatMap((name) => {
		const words = wordsOf(name);
		return [words.join(''), words.join(' '), words.join('.'), name.toLowerCase()];
	});
	const whole = [
		...Object.keys(WHOLE_NAMES),
		...Object.keys(VARIABLE_ENDINGS).map((ending) => `_${ending}`),
		'-key',
	];
	return [
		...[...new Set(spelled)].map((text) => ({
			...{ text, anyGap: true },
			endsWord: SHORT_NAME.test(text),
		})),
		...whole.map((text) => ({ text, endsWord: true })),
	];
}
/** Such as `pin` and `pwd`. Chinese does not separate words. */
const SHORT_NAME = /^[\p{Script=Latin}\d ]{1,3}$/u;

const MENTIONED_WORDS_MAX = 24;
/** No name in the lists has more words. */
const NAME_WORDS_MAX = 5;

/** The rule of a secret name anywhere in a text that describes a field: `Enter your password`, `#login_password`. */
export function mentionedName(text: string, nameRule: NameRule): string | null {
	const words = wordsOf(text.slice(0, NAME_CHARS_MAX)).slice(0, MENTIONED_WORDS_MAX);
	for (let end = 1; end <= words.length; end++) {
		const rule = nameRule(words.slice(Math.max(0, end - NAME_WORDS_MAX), end).join(' '));
		if (rule !== null) return rule;
	}
	return null;
}

function wordsOf(name: string): string[] {
	// Nearly all names of the lists.
	if (PLAIN_WORDS.test(name)) return name.split(' ');
	return (name.match(WORD) ?? []).map((word) => word.toLowerCase());
}

function toEnding(name: string): string {
	return wordsOf(name).join(' ');
}

function wordSet(...lines: string[]): ReadonlySet<string> {
	return new Set(lines.join(' ').split(' '));
}

function isTrailing(word: string): boolean {
	return TRAILING_WORDS.has(word) || /^\p{N}+$/u.test(word);
}

function isHarmlessToken(words: string[]): boolean {
	const last = words.at(-1)!;
	if (last === 'token') return HARMLESS_TOKENS.has(words.at(-2) ?? '');
	return last.endsWith('token') && HARMLESS_TOKENS.has(last.slice(0, -'token'.length));
}

/** True for values that a secret name has when it means something else: a working directory, a count, an object. */
export function isOtherMeaning(name: string, rule: string, value: unknown): boolean {
	if (typeof value === 'boolean') return true;
	if (typeof value === 'string' && isMasked(value)) return true;
	if (/^pass$/i.test(name)) return typeof value === 'number';
	if (rule === 'card-number') return String(value).replace(/\D/g, '').length < CARD_DIGITS_MIN;
	if (/pin$/i.test(name)) {
		const text = String(value);
		return typeof value === 'object' || text.length < PIN_CHARS_MIN || /[a-z]\s+[a-z]/i.test(text);
	}
	return (
		/pwd$/i.test(name) &&
		typeof value === 'string' &&
		/^(?:[~/]|\.{1,2}\/|[a-z]:[\\/])/i.test(value)
	);
}
export const CARD_DIGITS_MIN = 12;
const PIN_CHARS_MIN = 4;
