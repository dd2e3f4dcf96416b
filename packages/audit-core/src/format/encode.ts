/**
 * An entry as its one line (docs/format.md §3). The line is built as text while the caller's values are
 * walked, so that every property is read exactly once: what was checked is what is written, even behind a
 * getter or a Proxy.
 */
import type { Call } from '../audit-log.ts';
import { countChars, SNIPPET_CHARS_MAX } from './cut.ts';
import { KEEPS_SECRETS, quoteText, type TextRedactor } from './encode-text.ts';
import { createValueEncoder, ENTRY_LIMITS, type EntryLimits } from './encode-value.ts';

/** Fields that the recorder fills: what a caller puts there under `Call`'s open end is not written. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
	...['ts', 'user', 'tool', 'args', 'status', 'result'],
	...['result_chars', 'result_snippet', 'id'],
]);

export interface EncodeOptions {
	limits?: EntryLimits | undefined;
	redactor?: TextRedactor | undefined;
}

/** Gives the line of an entry, with its newline. */
export type EntryEncoder = (call: Call, name: { ts: string; id: string }) => string;

export function createEntryEncoder(options: EncodeOptions = {}): EntryEncoder {
	const { limits = ENTRY_LIMITS, redactor = KEEPS_SECRETS } = options;
	const encodeValue = createValueEncoder(limits, redactor);

	return (call, { ts, id }) => {
		const budget = { items: limits.items, chars: limits.chars };
		const result = resultText(call.result);
		const snippet = redactor.head(result, SNIPPET_CHARS_MAX).text;
		let line =
			`{"ts":"${ts}"` +
			`,"user":${quoteText(call.user)}` +
			`,"tool":${encodeValue(call.tool, budget)}` +
			`,"args":${encodeValue(call.args, budget)}` +
			`,"status":${encodeValue(call.status, budget)}` +
			`,"result_chars":${countChars(result)}` +
			`,"result_snippet":${quoteText(snippet)}` +
			`,"id":"${id}"`;
		for (const field of Object.keys(call)) {
			const value = OWN_FIELDS.has(field) ? undefined : call[field];
			if (value === undefined) continue;
			line += `,${encodeValue(field, budget)}:${encodeValue(value, budget)}`;
		}
		return line + '}\n';
	};
}

/** Callers without types hand over anything; text of it is better than no entry. */
function resultText(result: unknown): string {
	if (typeof result === 'string') return result;
	if (result === undefined || result === null) return '';
	return JSON.stringify(result) ?? '';
}
