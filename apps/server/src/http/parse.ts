import { parseExactJson } from '@tool-audit/core/format';
import type * as z from 'zod';
import { inputSentence } from '../errors.ts';
import { Refusal } from '../refusal.ts';

/** Input from plain HTTP, checked by a schema. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw new Refusal('BAD_REQUEST', inputSentence(parsed.error));
	return parsed.data;
}

/** The value of a body of JSON, which arrives as text. Large integers keep their digits: most are names of things. */
export function parseJson(body: unknown): unknown {
	try {
		return parseExactJson(String(body));
	} catch {
		throw new Refusal('BAD_REQUEST', 'The input is not JSON.');
	}
}
