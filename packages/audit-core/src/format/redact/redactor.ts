/**
 * Replaces secrets in what is written (docs/format.md §9) by a mark with the rule and a keyed hash. Equal secrets
 * have equal marks, and no secret can be guessed from its mark.
 */
import { fillRandom } from '@tool-audit/safe-files';
import { ARG_CHARS_MAX, headChars } from '../chars.ts';
import { AuditError } from '../../errors.ts';
import type { FoundSecret } from './found.ts';
import { createKeyedHash } from './keyed-hash.ts';
import { createNameRule } from './names.ts';
import type { RedactOptions } from './redact-options.ts';
import { STEPS, UNSEARCHED, type SearchBudget } from './search-budget.ts';
import { createSecretNames, type SecretNames } from './secret-names.ts';
import { createSearch, merged, type Search } from './search.ts';
import { skipScheme } from './value-forms.ts';

/** Like `RedactOptions`, with all expressions compiled. */
export interface RedactorOptions extends Omit<RedactOptions, 'patterns'> {
	patterns?: readonly OwnPattern[] | undefined;
}

export interface OwnPattern {
	name: string;
	pattern: RegExp | { matchAll(text: string): Iterable<RegExpMatchArray> };
}

export interface Redactor {
	/** Which values are secret by their names. */
	names: SecretNames;
	/** The text that replaces a secret; an allowed value stays. */
	mark: (rule: string, secret: string) => string;
	/**
	 * The text that replaces the value under a secret name. A vendor's token has the mark that it has in a text, and the
	 * scheme before it stays: `Bearer …`.
	 */
	markValue: (rule: string, value: string, budget: SearchBudget) => string;
	/** The first `chars` characters of the redacted text, and whether it is longer than that. */
	head: (
		text: string,
		chars: number,
		budget: SearchBudget,
	) => { text: string; isTruncated: boolean };
	/**
	 * False when an entry's line contains no secret for certain. `null` when only a search can tell.
	 */
	mayHoldSecret: ((line: Buffer, from: number, to: number) => boolean) | null;
	/** True when something by which a secret is found follows soon after `end`: a secret may begin before it. */
	mayHoldBehind: (text: string, end: number) => boolean;
}

/** Names of so many characters together never exceed the limit of a search, in whatever notations. */
const UNCHECKED_NAME_CHARS = 200;
const HASH_CHARS = 8;
const KEY_BYTES = 32;
/** How many characters after the kept ones are searched with extra patterns. */
const PATTERN_AHEAD_CHARS = 8_192;
/** Characters that a pattern is run over in about a microsecond. */
const PATTERN_CHARS_A_STEP = 50;

export function createRedactor(
	options: RedactorOptions = {},
	replace: Redactor['mark'] = createMark(options.key),
): Redactor {
	const { names = [], patterns = [], allow = [] } = options;
	const { names: secretNames, search } =
		names.length === 0 ? (builtIn ??= searchBy([])) : searchBy(names);
	const allowed = new Set(allow.filter(({ length }) => length <= ARG_CHARS_MAX));
	const extras = patterns.map(({ name, pattern }) => ({ name, matchesIn: matchesOf(pattern) }));

	function mark(rule: string, secret: string): string {
		return allowed.has(secret) ? secret : replace(rule, secret);
	}

	function markValue(rule: string, value: string, budget: SearchBudget): string {
		if (value.length > ARG_CHARS_MAX || budget.steps <= 0) return mark(rule, value);
		const [found, ...others] = search.find(value, value.length, budget);
		const from = skipScheme(value, 0);
		const isToken = found?.from === from && found.to === value.length && others.length === 0;
		if (!isToken || found.rule === UNSEARCHED) return mark(rule, value);
		return value.slice(0, from) + mark(found.rule, value.slice(from));
	}

	/** What the extra patterns match. They are not searched for from `searchedTo` on. */
	function findByPatterns(text: string, chars: number, budget: SearchBudget) {
		const secrets: FoundSecret[] = [];
		if (extras.length === 0) return { secrets, searchedTo: text.length };
		const seen = text.slice(0, chars * 2 + PATTERN_AHEAD_CHARS);
		for (const { name, matchesIn } of extras) {
			budget.steps -= seen.length / PATTERN_CHARS_A_STEP;
			for (const { 0: secret, index: from = 0 } of matchesIn(seen)) {
				if (secret === '') continue;
				budget.steps -= STEPS.mark;
				const isCovered = budget.steps > 0;
				const to = isCovered ? from + secret.length : seen.length;
				secrets.push({ rule: isCovered ? name : UNSEARCHED, from, to });
				if (!isCovered) break;
			}
		}
		return { secrets, searchedTo: seen.length };
	}

	/** The text up to `end`, redacted. Also returns where the last secret ends, which may be later. */
	function redactTo(text: string, end: number, secrets: readonly FoundSecret[]) {
		let redacted = '';
		let at = 0;
		for (const { rule, from, to } of secrets) {
			redacted += text.slice(at, from) + mark(rule, text.slice(from, to));
			at = to;
		}
		return redacted + text.slice(at, Math.max(at, end));
	}

	function head(text: string, chars: number, budget: SearchBudget) {
		const { secrets: own, searchedTo } = findByPatterns(text, chars, budget);
		// A character takes at most two units. Marks may be shorter than their secrets: then more is searched.
		const units = chars * 2;
		let end = Math.min(units, searchedTo);
		for (;;) {
			const found = search.find(text, end, budget);
			const ownFound = own.filter(({ from }) => from < end);
			const secrets = ownFound.length > 0 ? merged([...ownFound, ...found]) : found;
			let redacted = redactTo(text, end, secrets);
			const doneTo = Math.max(end, secrets.at(-1)?.to ?? 0);
			const isAll = doneTo >= text.length;
			if (doneTo >= searchedTo || redacted.length >= units || budget.steps <= 0) {
				if (doneTo >= searchedTo && !isAll) redacted += mark(UNSEARCHED, text.slice(doneTo));
				const head = headChars(redacted, chars);
				return { text: head, isTruncated: head.length < redacted.length || !isAll };
			}
			// Each round searches from the beginning.
			end = Math.min(searchedTo, Math.max(doneTo + units * 2, end * 4));
		}
	}

	return {
		names: secretNames,
		mark,
		markValue,
		head,
		mayHoldBehind: search.mayHoldBehind,
		mayHoldSecret: extras.length > 0 ? null : search.mayHold,
	};
}

/** One for all logs of a process: it takes some megabytes. */
let builtIn: ReturnType<typeof searchBy> | undefined;

function searchBy(extraNames: readonly string[]): { names: SecretNames; search: Search } {
	const nameRule = createNameRule(extraNames);
	const names = createSecretNames(nameRule);
	const search = createSearch(nameRule, extraNames);
	if (extraNames.join('').length <= UNCHECKED_NAME_CHARS) return { names, search };
	// It is built when it is first used, and has a limit: what exceeds it must not be found by a call.
	try {
		search.prepare();
	} catch (cause) {
		const what = 'The names of secrets are too many, or too long together.';
		throw new AuditError('bad-redaction', what, { cause });
	}
	return { names, search };
}

/** The matches of a pattern, in order. */
function matchesOf(pattern: OwnPattern['pattern']): (text: string) => Iterable<RegExpMatchArray> {
	if ('matchAll' in pattern) return (text) => pattern.matchAll(text);
	const all = new RegExp(pattern, pattern.flags.replace(/[gy]/g, '') + 'g');
	return (text) => text.matchAll(all);
}

function createMark(key?: Uint8Array): Redactor['mark'] {
	const hashOf = createSecretHash(key);
	return (rule, secret) => `[redacted:${rule}:${hashOf(secret)}]`;
}

/** The hash in a secret's mark. */
export function createSecretHash(
	key: Uint8Array = fillRandom(Buffer.alloc(KEY_BYTES)),
): (secret: string) => string {
	let keyedHash: ReturnType<typeof createKeyedHash> | undefined;
	return (secret) => (keyedHash ??= createKeyedHash(key))(secret).slice(0, HASH_CHARS);
}
