import type { Call } from '../audit-log.ts';
import { expect } from 'vitest';
import { UNPREPARED_ENTRIES } from './encode.ts';
import { createEntryEncoder, type EncodeOptions } from './encoder.ts';
import type { JsonObject } from './entry.ts';
import { withRe2 } from './redact/re2-patterns.ts';
import type { RedactOptions } from './redact/redact-options.ts';

export const call = (part: object = {}): Call => ({
	user: 'alice',
	tool: 'files.read',
	args: {},
	status: 'ok',
	result: '',
	...part,
});

export const NAME = {
	ts: '2026-11-22T12:00:00.120+00:00',
	id: '019aab7e-6bb8-7abc-8def-0123456789ab',
};

/**
 * The line of a call with these parts, without its newline, as text and parsed. It is the same as the first one of an
 * encoder and later.
 */
export function encodeOne(
	part: object,
	{ redact, ...options }: Omit<EncodeOptions, 'redact'> & { redact?: RedactOptions | false } = {},
) {
	const encode = createEntryEncoder({ ...options, redact: redact && withRe2(redact) });
	const text = Buffer.from(encode(call(part), NAME)).toString();
	for (let entries = 0; entries < UNPREPARED_ENTRIES; entries++) encode(call(), NAME);
	expect(Buffer.from(encode(call(part), NAME)).toString()).toBe(text);
	const line = text.slice(0, -1);
	return { text, line, entry: JSON.parse(line) as JsonObject };
}
