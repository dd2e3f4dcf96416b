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
import { createPlainLineEncoder, type EntryName } from './plain-line.ts';
import type { Redactor } from './redact/redactor.ts';
import { SEARCH_STEPS_MAX } from './redact/search-budget.ts';
import { keepTexts, type TextPolicy } from './text-policy.ts';

/** The line of an entry, with its newline. The bytes are valid until the next call. */
export type EntryEncoder = (call: Call, name: EntryName) => Uint8Array;

type LineEncoder = (call: Call, name: EntryName, charsMax: number) => string;

/** Characters that JSON does not escape, but that split lines or control terminals in other programs. */
const BARE_CONTROL = /[\u007f-\u009f\u2028\u2029]/g;
const UTF8_BYTES_PER_UNIT_MAX = 3;
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
	const mayHoldSecret = redactor?.mayHoldSecret;
	const plain = createPlainLineEncoder(limits, keep, (json) => {
		const bytes = Buffer.from(json);
		return mayHoldSecret?.(bytes, 0, bytes.length) === true;
	});
	const keeping = createLineEncoder(limits, keep);
	const redacting = redactor && createLineEncoder(limits, redactor);
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
		if (redacting && (!mayHoldSecret || entries <= UNPREPARED_ENTRIES))
			return toBytes(redacting(call, name, charsMax));
		const line = charsMax === limits.bytes ? plain(call, name) : null;
		const text = line?.text ?? keeping(call, name, charsMax);
		const isCutNearSecret = keep.wasCutNearSecret();
		const bytes = toBytes(text);
		if (!redacting) return bytes;
		// The time and the name of the folder are the recorder's own. A character has at least one byte.
		const from = line?.searchFrom ?? LINE_START_CHARS + name.ts.length + call.user.length;
		const to = bytes - (line?.known ?? 0);
		const isDone = !isCutNearSecret && !mayHoldSecret!(buffer, from, to);
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
