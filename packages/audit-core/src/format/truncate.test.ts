import { expect, test } from 'vitest';
import type { Json, JsonObject } from './entry.ts';
import { truncate } from './truncate.ts';

const bounds = { stringChars: 10, totalChars: 1_000 };

test('truncates long strings, in characters, and gives their JSON Pointers', () => {
	const entry: JsonObject = { short: 'abc', args: { long: '🙂'.repeat(20) } };
	const { object, clipped } = truncate(entry, bounds);
	expect(clipped).toEqual(['/args/long']);
	expect(object.args).toEqual({ long: `${'🙂'.repeat(10)} …[20 chars total]` });
});

test('drops what exceeds the total bound, deepest first, and gives the number', () => {
	const entry: JsonObject = { list: Array.from({ length: 500 }, (_, n) => n), last: 'here' };
	const { object, clipped } = truncate(entry, { ...bounds, totalChars: 100 });
	expect(clipped).toEqual(['/list']);
	expect(object.last).toBe('here');
	expect(object.list).toHaveLength(10);
	expect((object.list as Json[]).at(-1)).toBe('…[491 more]');
});

test('gives the number of dropped keys of an object', () => {
	const args = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key${n}`, n]));
	const { object, clipped } = truncate({ args }, { ...bounds, totalChars: 100 });
	expect(clipped).toEqual(['/args']);
	const kept = Object.keys(object.args as JsonObject).length - 1;
	expect(kept).toBeGreaterThan(0);
	expect(object.args).toMatchObject({ key0: 0, '…': `[${500 - kept} more]` });
});

test('makes 100,000 levels of nesting writable as JSON', () => {
	const depth = 100_000;
	const entry = JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as JsonObject;
	const { object, tooDeep } = truncate(entry, { stringChars: 10, totalChars: 1_000_000 });
	expect(tooDeep).toBe(true);
	expect(JSON.stringify(object)).toContain('…[deeper than 200 levels]');
});

test('treats keys named __proto__ and constructor as data', () => {
	const text =
		'{"__proto__":{"polluted":"yes, it is a long text"},"constructor":"a very long text"}';
	const { object } = truncate(JSON.parse(text) as JsonObject, bounds);
	expect(Object.keys(object)).toEqual(['__proto__', 'constructor']);
	expect(JSON.stringify(object)).toContain(
		'"__proto__":{"polluted":"yes, it is …[22 chars total]"}',
	);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
