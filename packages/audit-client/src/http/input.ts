import { countChars } from '@tool-audit/core/format';
import type { Operation, TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { AuditClientError } from '../error.ts';
import { createId } from './id.ts';
import {
	errorText,
	hasMembers,
	isError,
	isTooLarge,
	ITEMS_MAX,
	plain,
	plainMembers,
	startWalk,
	threw,
} from './plain.ts';

/** The one procedure that writes. */
export const RECORD = 'audit.record';

/**
 * How much of a result is sent, in UTF-16 code units. The log keeps its first 300 characters, and what follows tells whether
 * a secret begins in them: the server looks at most so far (docs/format.md §9).
 */
const RESULT_SENT_UNITS_MAX = 16_384;
/** Of 300 characters. */
const KEPT_UNITS_MAX = 600;
/** So much more is sent of a word that begins in what is kept. */
const WORD_UNITS_MAX = 65_536;

/**
 * A link that prepares the input of a call. It is copied, so that later changes by the caller are not sent. An input that
 * can't be sent as JSON is refused before it joins other calls in a request, which would fail as a whole. A call to
 * record gets an id, by which it is one entry however often it is sent, and of a long result only the part that the log may
 * keep is sent.
 */
export function prepareInput<Router extends AnyTRPCRouter>(): TRPCLink<Router> {
	return () =>
		({ op, next }) => {
			let input: unknown;
			try {
				input = preparedInput(op);
			} catch (error) {
				return observable((observer) => observer.error(error as never));
			}
			return next({ ...op, input });
		};
}

/** @throws AuditClientError for what can't be sent */
export function preparedInput({ path, input }: Pick<Operation, 'path' | 'input'>): unknown {
	// Inputs whose parts are all optional may be left out.
	const given = input ?? (path === 'health' ? undefined : {});
	try {
		const text = JSON.stringify(path === RECORD ? toRecord(given) : given, checked) as
			string | undefined;
		return text === undefined ? undefined : (JSON.parse(text) as unknown);
	} catch (cause) {
		const reason = isError(cause) ? cause.message : typeof cause;
		const message = `The input of ${path} can't be sent as JSON: ${reason}`;
		throw new AuditClientError({ code: 'bad_input', message, cause });
	}
}

/** The fields of a call whose form the server checks. All others may be any value. */
const CHECKED = new Set(['id', 'user', 'tool', 'status', 'result', 'result_chars', 'at']);

function toRecord(input: unknown): unknown {
	if (typeof input !== 'object' || input === null) return input;
	const call = Object.create(null) as Record<string, unknown>;
	const walk = startWalk();
	for (const name of Object.keys(input)) {
		try {
			const value = (input as Record<string, unknown>)[name];
			if (value === undefined) continue;
			if (CHECKED.has(name)) call[name] = value;
			// Each member of `extra` is a field of its own.
			else if (name === 'extra' && hasMembers(value)) call[name] = plainMembers(value, walk);
			else call[name] = plain(value, walk);
		} catch (error) {
			call[name] = threw(error);
		}
	}
	if (isTooLarge(walk)) throw new RangeError(`it has more than ${ITEMS_MAX} keys and items.`);
	const { id = createId() } = call;
	let { result, result_chars: chars } = call;
	if (isError(result)) result = errorText(result);
	if (typeof result === 'string' && result.length > RESULT_SENT_UNITS_MAX) {
		chars ??= countChars(result);
		result = beginningOf(result);
	}
	return { ...call, id, result, result_chars: chars };
}

/** Does not cut a word that begins in what is kept: half a token may not look like a secret any more. */
function beginningOf(result: string): string {
	const beginning = result.slice(0, RESULT_SENT_UNITS_MAX);
	const isOfKept = !/\s/.test(beginning.slice(KEPT_UNITS_MAX));
	if (!isOfKept) return wholeChars(beginning);
	const rest = result.slice(RESULT_SENT_UNITS_MAX, RESULT_SENT_UNITS_MAX + WORD_UNITS_MAX);
	const end = rest.search(/\s/);
	// What follows takes the place of what is redacted.
	return wholeChars(beginning + (end === -1 ? rest : rest.slice(0, end + KEPT_UNITS_MAX)));
}

/** Without the half of a character at the end. */
function wholeChars(text: string): string {
	return text.replace(/[\ud800-\udbff]$/, '');
}

/** @throws RangeError for a value that JSON would change to another one */
function checked(this: unknown, name: string, value: unknown): unknown {
	const given = (this as Record<string, unknown>)[name];
	if (Object.prototype.toString.call(given) === '[object Date]' && value === null) {
		throw new RangeError(`${name} is an invalid Date.`);
	}
	if (typeof value === 'bigint') {
		if (Number.isSafeInteger(Number(value))) return Number(value);
		throw new RangeError(
			`${name} is a bigint beyond 2^53, which a number of JSON does not hold: send it as a string.`,
		);
	}
	return value;
}
