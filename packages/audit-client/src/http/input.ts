import { countChars } from '@tool-audit/core/format';
import type { Operation, TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { AuditClientError } from '../error.ts';
import { createId } from './id.ts';

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
			} catch (cause) {
				return observable((observer) => observer.error(notJson(op, cause) as never));
			}
			return next({ ...op, input });
		};
}

/** @throws RangeError or TypeError for what JSON can't hold */
export function preparedInput({ path, input }: Pick<Operation, 'path' | 'input'>): unknown {
	// Inputs whose parts are all optional may be left out.
	const given = input ?? (path.startsWith('audit.') ? {} : undefined);
	const text = JSON.stringify(path === RECORD ? toRecord(given) : given, writable) as
		string | undefined;
	return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

function toRecord(input: unknown): unknown {
	if (typeof input !== 'object' || input === null) return input;
	const { id = createId(), result, ...call } = input as Record<string, unknown>;
	if (typeof result !== 'string' || result.length <= RESULT_SENT_UNITS_MAX) {
		return { ...call, result, id };
	}
	const { result_chars: chars = countChars(result), ...others } = call;
	return { ...others, result_chars: chars, result: beginningOf(result), id };
}

/** Does not cut a word that begins in what is kept: half a token may not look like a secret any more. */
function beginningOf(result: string): string {
	const beginning = result.slice(0, RESULT_SENT_UNITS_MAX);
	const isOfKept = !/\s/.test(beginning.slice(KEPT_UNITS_MAX));
	if (!isOfKept) return beginning.toWellFormed();
	const rest = result.slice(RESULT_SENT_UNITS_MAX, RESULT_SENT_UNITS_MAX + WORD_UNITS_MAX);
	const end = rest.search(/\s/);
	// What follows takes the place of what is redacted.
	return (beginning + (end === -1 ? rest : rest.slice(0, end + KEPT_UNITS_MAX))).toWellFormed();
}

/** What `JSON.stringify` refuses or empties, as the log writes it (docs/format.md §8). */
function writable(name: string, value: unknown): unknown {
	if (typeof value === 'bigint') {
		if (value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) return Number(value);
		throw new RangeError(
			`${name} is a bigint beyond 2^53, which a number of JSON does not hold: send it as a string.`,
		);
	}
	return isError(value) ? `${value.name}: ${value.message}` : value;
}

/** Also of another realm. An error has no properties that JSON would show. */
function isError(value: unknown): value is Error {
	return Object.prototype.toString.call(value) === '[object Error]';
}

function notJson({ path }: Operation, cause: unknown): AuditClientError {
	const reason = isError(cause) ? cause.message : String(cause);
	const message = `The input of ${path} can't be sent as JSON: ${reason}`;
	return new AuditClientError({ code: 'bad_input', message, cause });
}
