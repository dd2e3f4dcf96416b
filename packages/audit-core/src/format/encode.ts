/**
 * An entry as the bytes of its one line (docs/format.md §3).
 *
 * Most entries contain no secret. So a line is first encoded without redaction, and its bytes are searched for all
 * literals by which rules find secrets. Only if one is found the entry is encoded again with every text searched.
 * What is written is always the line that was searched.
 */
import type { Call } from '../audit-log.ts';
import { AuditError } from '../errors.ts';
import { countChars, SNIPPET_CHARS_MAX } from './chars.ts';
import { createValueEncoder, type Budget, type ValueEncoder } from './encode-value.ts';
import { ENTRY_LIMITS, type EntryLimits } from './entry-limits.ts';
import { errorText, isError } from './foreign.ts';
import { furtherFieldsOf, unwritable, valueOf } from './further-fields.ts';
import { createPlainCopies, NOT_PLAIN } from './plain-copy.ts';
import type { Redactor } from './redact/redactor.ts';
import { SEARCH_STEPS_MAX, type SearchBudget } from './redact/search-budget.ts';
import { keepTexts, type TextPolicy } from './text-policy.ts';

/** The line of an entry, with its newline. The bytes are valid until the next call. */
export type EntryEncoder = (call: Call, name: EntryName) => Uint8Array;

export interface EntryName {
	ts: string;
	id: string;
	/** The id is the caller's, and may hold a secret like any text. */
	isGivenId?: boolean | undefined;
	/** When the entry was written, in the form of `ts`: for one that was recorded later than it happened. */
	recordedAt?: string | undefined;
	/** Length of the whole result, when the call holds only its beginning. */
	resultChars?: number | undefined;
}

type LineEncoder = (call: Call, name: EntryName, charsMax: number) => string;
/** `null` for an entry that is not plain. */
type PlainLineEncoder = (call: Call, name: EntryName) => string | null;

/** Characters that JSON does not escape, but that split lines or control terminals in other programs. */
const BARE_CONTROL = /[\u007f-\u009f\u2028\u2029]/g;
const UTF8_BYTES_PER_UNIT_MAX = 3;
/** Texts that are kept as they are cost no search. */
const NO_SEARCH: SearchBudget = { steps: 0 };
const LETTER = /^[a-z]/i;
const BUFFER_BYTES = 65_536;
/** Preparing the search of lines takes as long as searching the texts of some dozens of entries. A hook writes one. */
export const UNPREPARED_ENTRIES = 32;
/** Of every line, besides its time and user. */
const LINE_START_CHARS = '{"ts":"","user":""'.length;

/** Without a redactor, texts are written as they are. */
export function encoderWith(
	redactor: Redactor | null,
	limits: EntryLimits = ENTRY_LIMITS,
): EntryEncoder {
	const keep = keepTexts(redactor);
	const plain = createPlainLineEncoder(limits, keep);
	const keeping = createLineEncoder(limits, keep);
	const redacting = redactor && createLineEncoder(limits, redactor);
	const mayHoldSecret = redactor?.mayHoldSecret;
	let buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
	let entries = 0;

	function toBytes(text: string): number {
		const bytesMax = text.length * UTF8_BYTES_PER_UNIT_MAX;
		if (bytesMax > buffer.length) buffer = Buffer.allocUnsafeSlow(bytesMax);
		const bytes = buffer.write(text);
		// As many bytes as UTF-16 units: the text is ASCII, where only U+007F needs an escape.
		const isAscii = bytes === text.length;
		if (isAscii ? !text.includes('\u007f') : text.search(BARE_CONTROL) === -1) return bytes;
		return toBytes(text.replace(BARE_CONTROL, escapeUnit));
	}

	/** Number of bytes of the line, whose texts are searched when it may contain a secret. */
	function encode(call: Call, name: EntryName, charsMax: number): number {
		if (redacting && entries <= UNPREPARED_ENTRIES) return toBytes(redacting(call, name, charsMax));
		const isWhole = charsMax === limits.bytes;
		const line = (isWhole ? plain(call, name) : null) ?? keeping(call, name, charsMax);
		const isCutNearSecret = keep.wasCutNearSecret();
		const bytes = toBytes(line);
		// The time and the name of the folder are the recorder's own.
		const from = LINE_START_CHARS + name.ts.length + call.user.length;
		const isDone =
			!redacting || (!isCutNearSecret && mayHoldSecret?.(buffer, from, bytes) === false);
		return isDone ? bytes : toBytes(redacting(call, name, charsMax));
	}

	return (call, name) => {
		entries++;
		let bytes = encode(call, name, limits.bytes);
		if (bytes > limits.bytes) {
			bytes = encode(call, name, limits.bytes / UTF8_BYTES_PER_UNIT_MAX);
		}
		return buffer.subarray(0, bytes);
	};
}

/** For entries that `JSON.stringify` and the other encoder encode alike. */
function createPlainLineEncoder(limits: EntryLimits, keep: TextPolicy): PlainLineEncoder {
	const plain = createPlainCopies(keep.names, limits);

	return (call, { ts, id, recordedAt, resultChars }) => {
		const budget = plain.budget();
		try {
			const { user, result } = call;
			const tool = plain.copy(call.tool, budget);
			const args = plain.copy(call.args ?? {}, budget);
			const status = plain.copy(call.status, budget);
			if (typeof tool !== 'string' || typeof status !== 'string') return null;
			if (typeof result !== 'string' || args === NOT_PLAIN) return null;
			const entry: Record<string, unknown> = {
				ts,
				user,
				tool,
				args,
				status,
				result_chars: resultChars ?? countChars(result),
				result_snippet: keep.head(result, SNIPPET_CHARS_MAX, NO_SEARCH).text,
				id,
			};
			if (recordedAt !== undefined) entry['recorded_at'] = recordedAt;
			const { object, names } = furtherFieldsOf(call);
			for (const field of names) {
				// JavaScript puts numeric names before all others.
				if (!LETTER.test(field) || !plain.isPlainName(field, budget)) return null;
				const value = plain.copy(object[field], budget);
				if (value === NOT_PLAIN) return null;
				entry[field] = value;
			}
			return JSON.stringify(entry) + '\n';
		} catch {
			// A property threw when it was read: the other encoder names it.
			return null;
		}
	};
}

function createLineEncoder(limits: EntryLimits, policy: TextPolicy): LineEncoder {
	const encoder = createValueEncoder(limits.depth, policy);

	return (call, { ts, id, isGivenId, recordedAt, resultChars }, charsMax) => {
		const budget: Budget = { items: limits.items, chars: charsMax, steps: SEARCH_STEPS_MAX };
		const result = resultText(call, encoder, budget);
		const line =
			`{"ts":"${ts}","user":${JSON.stringify(call.user)}` +
			`,"tool":${encoder.value(valueOf(call, 'tool'), budget)}` +
			`,"args":${encoder.value(valueOf(call, 'args') ?? {}, budget)}` +
			`,"status":${encoder.value(valueOf(call, 'status'), budget)}` +
			`,"result_chars":${resultChars ?? countChars(result)}` +
			`,"result_snippet":${JSON.stringify(policy.head(result, SNIPPET_CHARS_MAX, budget).text)}` +
			`,"id":${isGivenId ? unredacted(id, encoder.value(id, budget)) : JSON.stringify(id)}` +
			(recordedAt === undefined ? '' : `,"recorded_at":"${recordedAt}"`);
		const { object, names } = furtherFieldsOf(call);
		if (names.length === 0) return line + '}\n';
		const members = encoder.members(object, names, budget);
		return members === '' ? line + '}\n' : `${line},${members}}\n`;
	};
}

/** Callers without types may pass any value: its JSON text is better than no entry. */
function resultText(call: Call, encoder: ValueEncoder, budget: Budget): string {
	try {
		const { result }: { result: unknown } = call;
		if (typeof result === 'string') return result;
		if (isError(result)) return errorText(result);
		return result === undefined || result === null ? '' : encoder.value(result, budget);
	} catch (error) {
		return unwritable(error);
	}
}

function escapeUnit(char: string): string {
	return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** An id is looked for by those who have it, so it can't be replaced: one that looks like a secret is refused. */
function unredacted(id: string, written: string): string {
	const whole = JSON.stringify(id);
	if (written === whole) return whole;
	throw new AuditError('bad-id', 'The id looks like a secret.');
}
