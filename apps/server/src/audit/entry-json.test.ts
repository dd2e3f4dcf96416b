import type { EntryContent, StoredRow } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { entryJson } from './entry-json.ts';

const content = (entry: object, more: Partial<EntryContent> = {}) =>
	({ ref: '0-x', problems: [], entry, ...more }) as EntryContent;

function stored(line: string): StoredRow {
	return {
		position: 0,
		bytes: Buffer.byteLength(line),
		read: () => {
			throw new Error('not asked');
		},
		async *raw() {
			const bytes = Buffer.from(line);
			yield bytes.subarray(0, 3);
			yield bytes.subarray(3);
		},
	};
}

const row = stored('');

test('an integer keeps all its digits at any depth', async () => {
	const entry = { n: '12345678901234567890', args: { 'a/b~c': ['-98765432109876543210'] } };
	const json = await entryJson(content(entry, { textNumbers: ['/n', '/args/a~1b~0c/0'] }), row);
	expect(json).toBe('{"n":12345678901234567890,"args":{"a/b~c":[-98765432109876543210]}}');
});

test('a number that JSON does not have stays text', async () => {
	const entry = { a: 'NaN', b: '-Infinity' };
	const json = await entryJson(content(entry, { textNumbers: ['/a', '/b'] }), row);
	expect(json).toBe('{"a":"NaN","b":"-Infinity"}');
});

test('text that looks like a number stays text', async () => {
	expect(await entryJson(content({ a: '12345678901234567890' }), row)).toBe(
		'{"a":"12345678901234567890"}',
	);
});

test('a key named __proto__ is a key', async () => {
	const entry = JSON.parse('{"__proto__":{"n":"99999999999999999999"}}') as object;
	const json = await entryJson(content(entry, { textNumbers: ['/__proto__/n'] }), row);
	expect(json).toBe('{"__proto__":{"n":99999999999999999999}}');
});

test('a truncated entry is sent in full', async () => {
	const line = '{"tool": "t", "args": {"a": "long"}}\r';
	expect(await entryJson(content({ tool: 't' }, { clipped: ['/args/a'] }), stored(line))).toBe(
		'{"tool": "t", "args": {"a": "long"}}',
	);
});

test('a truncated entry that is not JSON on disk stays truncated', async () => {
	const line = '{"tool": NaN, "args": {"a": "long"}}';
	const short = content({ tool: 'NaN' }, { clipped: ['/args/a'], textNumbers: ['/tool'] });
	expect(await entryJson(short, stored(line))).toBe('{"tool":"NaN"}');
});
