/**
 * An entry as the bytes of its one line (docs/format.md §3).
 *
 * Most entries hold no secret. So a line is first made as it is, and its bytes are searched for what every
 * secret shape begins with; only where something is found it is made again with every text searched. What
 * is written is always the line that was looked at.
 */
import type { Call } from '../audit-log.ts';
import { countChars, headChars, SNIPPET_CHARS_MAX } from './chars.ts';
import { createValueEncoder, type Budget, type ValueEncoder } from './encode-value.ts';
import { createPlainCopies, NOT_PLAIN } from './plain-copy.ts';
import type { NameRule } from './redact/names.ts';
import { createRedactor, type RedactOptions } from './redact/redactor.ts';
import { SEARCH_STEPS_MAX } from './redact/search-budget.ts';
import { createSecretPrefilter } from './redact/prefilter.ts';
import { keepTexts, type TextPolicy } from './text-policy.ts';

export interface EntryLimits {
	/** Levels of nesting in a field. */
	depth: number;
	/** Object keys and array items of an entry, taken together. */
	items: number;
	/** Length of the line; a last text of 500 characters may go beyond. */
	bytes: number;
}

export const ENTRY_LIMITS: EntryLimits = { depth: 64, items: 10_000, bytes: 3_145_728 };

export interface EncodeOptions {
	limits?: EntryLimits | undefined;
	/** `false` leaves secrets where they are. */
	redact?: RedactOptions | false | undefined;
}

/** The line of an entry, with its newline. The bytes are good until the next call. */
export type EntryEncoder = (call: Call, name: EntryName) => Uint8Array;

export interface EntryName {
	ts: string;
	id: string;
}

type LineEncoder = (call: Call, name: EntryName, charsMax: number) => string;
/** `null` for an entry that is not plain. */
type PlainLineEncoder = (call: Call, name: EntryName) => string | null;

/** What the recorder fills in: under these names nothing of the caller's is written. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
	...['ts', 'user', 'tool', 'args', 'status', 'result'],
	...['result_chars', 'result_snippet', 'id'],
]);
/** What JSON leaves as it is, and other programs split lines at or obey. */
const BARE_CONTROL = /[\u007f-\u009f\u2028\u2029]/g;
const UTF8_BYTES_PER_UNIT_MAX = 3;
const LETTER = /^[a-z]/i;
const BUFFER_BYTES = 65_536;

export function createEntryEncoder(options: EncodeOptions = {}): EntryEncoder {
	const { limits = ENTRY_LIMITS, redact = {} } = options;
	const redactor = redact === false ? null : createRedactor(redact);
	const keep = keepTexts(redactor);
	const plain = createPlainLineEncoder(limits, keep.nameRule);
	const keeping = createLineEncoder(limits, keep);
	const redacting = redactor && createLineEncoder(limits, redactor);
	const mayHoldSecret = redactor?.literals ? createSecretPrefilter(redactor.literals) : null;
	let buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);

	function toBytes(text: string): number {
		const bytesMax = text.length * UTF8_BYTES_PER_UNIT_MAX;
		if (bytesMax > buffer.length) buffer = Buffer.allocUnsafeSlow(bytesMax);
		const bytes = buffer.write(text);
		// As many bytes as units: it is ASCII, and of those characters only U+007F can be in it.
		const isAscii = bytes === text.length;
		if (isAscii ? !text.includes('\u007f') : text.search(BARE_CONTROL) === -1) return bytes;
		return toBytes(text.replace(BARE_CONTROL, escapeUnit));
	}

	/** The line as it is, unless it may hold a secret. */
	function withoutSecrets(line: string, call: Call, name: EntryName, charsMax: number): number {
		const bytes = toBytes(line);
		if (!redacting || (mayHoldSecret && !mayHoldSecret(buffer, bytes))) return bytes;
		return toBytes(redacting(call, name, charsMax));
	}

	return (call, name) => {
		const line = plain(call, name) ?? keeping(call, name, limits.bytes);
		let bytes = withoutSecrets(line, call, name, limits.bytes);
		if (bytes > limits.bytes) {
			const charsMax = limits.bytes / UTF8_BYTES_PER_UNIT_MAX;
			bytes = withoutSecrets(keeping(call, name, charsMax), call, name, charsMax);
		}
		return buffer.subarray(0, bytes);
	};
}

/** Of an entry of which `JSON.stringify` makes the same line as the other encoder does. */
function createPlainLineEncoder(limits: EntryLimits, nameRule: NameRule): PlainLineEncoder {
	const plain = createPlainCopies(nameRule, limits);

	return (call, { ts, id }) => {
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
				result_chars: countChars(result),
				result_snippet: headChars(result, SNIPPET_CHARS_MAX),
				id,
			};
			for (const field of Object.keys(call)) {
				if (OWN_FIELDS.has(field)) continue;
				// A number would stand before the other fields.
				if (!LETTER.test(field) || !plain.isPlainName(field, budget)) return null;
				const value = plain.copy(call[field], budget);
				if (value === NOT_PLAIN) return null;
				entry[field] = value;
			}
			return JSON.stringify(entry) + '\n';
		} catch {
			// Whatever throws when it is read is for the other encoder to name.
			return null;
		}
	};
}

function createLineEncoder(limits: EntryLimits, policy: TextPolicy): LineEncoder {
	const encoder = createValueEncoder(limits.depth, policy);

	return (call, { ts, id }, charsMax) => {
		const budget: Budget = { items: limits.items, chars: charsMax, steps: SEARCH_STEPS_MAX };
		const result = resultText(call.result, encoder, budget);
		const line =
			`{"ts":"${ts}","user":${JSON.stringify(call.user)}` +
			`,"tool":${encoder.value(call.tool, budget)}` +
			`,"args":${encoder.value(call.args ?? {}, budget)}` +
			`,"status":${encoder.value(call.status, budget)}` +
			`,"result_chars":${countChars(result)}` +
			`,"result_snippet":${JSON.stringify(policy.head(result, SNIPPET_CHARS_MAX, budget).text)}` +
			`,"id":"${id}"`;
		const further = Object.keys(call).filter((field) => !OWN_FIELDS.has(field));
		if (further.length === 0) return line + '}\n';
		const members = encoder.members(call, further, budget);
		return members === '' ? line + '}\n' : `${line},${members}}\n`;
	};
}

/** Callers without types hand over anything; text of it is better than no entry. */
function resultText(result: unknown, encoder: ValueEncoder, budget: Budget): string {
	if (typeof result === 'string') return result;
	return result === undefined || result === null ? '' : encoder.value(result, budget);
}

function escapeUnit(char: string): string {
	return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
