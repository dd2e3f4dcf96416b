import { expect, test } from 'vitest';
import * as z from 'zod';
import { filterSchema as eager } from './filter-schema.ts';
import { filterSchema } from './lazy-filter-schema.ts';

test('is a schema like the one that is made at once', () => {
	expect(filterSchema).toBeInstanceOf(z.ZodObject);
	expect(Object.keys(filterSchema)).toEqual(expect.arrayContaining(['def', 'type']));
	expect('safeParse' in filterSchema).toBe(true);
	expect(Object.keys(filterSchema.shape)).toEqual(Object.keys(eager.shape));
	expect(z.toJSONSchema(filterSchema)).toEqual(z.toJSONSchema(eager));
});

test('parses', () => {
	const filter = { status: ['denied'], text: 'plan.md' };
	expect(filterSchema.parse(filter)).toEqual(filter);
	expect(filterSchema.safeParse({ limit: 5 }).error?.issues[0]?.message).toBe(
		eager.safeParse({ limit: 5 }).error?.issues[0]?.message,
	);
});

test('is a part of other schemas', async () => {
	const input = z.object({ day: z.string(), filter: filterSchema.optional() });
	const list = z.array(filterSchema).max(2);
	expect(input.parse({ day: '2026-11-30', filter: { text: 'a' } }).filter).toEqual({ text: 'a' });
	expect(input.safeParse({ day: '2026-11-30', filter: { text: '' } }).success).toBe(false);
	expect(await list.parseAsync([{ regex: true }])).toEqual([{ regex: true }]);
	expect(z.toJSONSchema(z.object({ filter: filterSchema }))).toEqual(
		z.toJSONSchema(z.object({ filter: eager })),
	);
});

test('others can be made of it', () => {
	const { tool, minDurationMs } = filterSchema.shape;
	expect(tool.parse(['Bash'])).toEqual(['Bash']);
	expect(minDurationMs.safeParse(-1).success).toBe(false);
	expect(
		filterSchema
			.pick({ text: true })
			.strict()
			.safeParse({ tool: ['a'] }).success,
	).toBe(false);
	expect(filterSchema.extend({ limit: z.number() }).parse({ limit: 5 })).toEqual({ limit: 5 });
	expect(filterSchema.describe('Which rows').description).toBe('Which rows');
	expect(filterSchema.register(z.globalRegistry, { id: 'LazyFilter' }).meta()?.id).toBe(
		'LazyFilter',
	);
});
