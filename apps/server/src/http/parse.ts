import { parseExactJson } from '@tool-audit/core/format';
import type * as z from 'zod';
import { inputSentence } from '../errors.ts';
import { Refusal } from '../refusal.ts';
import { isRepeatable } from './address-values.ts';

/** Input from plain HTTP, checked by a schema. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw new Refusal('BAD_REQUEST', inputSentence(parsed.error));
	return parsed.data;
}

/** The parameters of an address. One that is given twice arrives as a list, which only some take. */
export function parseQuery<T>(schema: z.ZodObject & z.ZodType<T>, query: unknown): T {
	const parts = new Map(Object.entries<z.core.$ZodType>(schema.shape));
	for (const [name, value] of Object.entries(query as Record<string, unknown>)) {
		const part = parts.get(name);
		if (Array.isArray(value) && part && !isRepeatable(part)) {
			throw new Refusal('BAD_REQUEST', `${name}: Give this parameter once.`);
		}
	}
	return parse(schema, query);
}

/** The value of a body of JSON, which arrives as text. Large integers keep their digits: most are names of things. */
export function parseJson(body: unknown): unknown {
	try {
		return parseExactJson(String(body));
	} catch {
		throw new Refusal('BAD_REQUEST', 'The input is not JSON.');
	}
}
