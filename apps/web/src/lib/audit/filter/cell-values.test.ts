import type { Json } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { fieldValuesOf, filterValueOf, searchTextOf } from './cell-values.ts';
import type { ListedRow } from '../listed-row.ts';

const place = { day: '2026-11-22', ref: 'r', position: 0 };
function callOf(change: Record<string, Json | undefined>): ListedRow {
	const entry = { ts: '', user: 'a', tool: 'read', args: {}, status: 'ok', ...change };
	return { kind: 'entry', ...place, entry } as unknown as ListedRow;
}

test('returns the values of a call as a filter takes them', () => {
	const call = callOf({ session: 's1', args: { path: 'notes/plan.md', lines: 40 } });
	expect(filterValueOf(call, 'tool', 0)).toEqual({ part: 'tool', value: 'read' });
	expect(filterValueOf(call, 'status', 0)).toEqual({ part: 'status', value: 'ok' });
	expect(filterValueOf(call, 'session', 0)).toEqual({ part: 'session', value: 's1' });
	expect(filterValueOf(call, 'text', 0)).toEqual({ part: 'text', value: 'notes/plan.md' });
	expect(filterValueOf(call, 'text', 1)).toEqual({ part: 'text', value: '40' });
});

test('returns every field of a call that a filter can be about', () => {
	const entry = {
		...{ tool: 'read', session: 's1', agent: 'claude-code', source: 'hook', denied_by: 'rule' },
		...{ duration_ms: 40, model: 'm', cwd: '/src' },
	};
	const values = [
		{ part: 'tool', value: 'read' },
		{ part: 'session', value: 's1' },
		{ part: 'agent', value: 'claude-code' },
		{ part: 'source', value: 'hook' },
		{ part: 'deniedBy', value: 'rule' },
		{ part: 'duration', value: 40 },
	] as const;
	expect(fieldValuesOf(entry)).toEqual(values);
	for (const value of values) expect(filterValueOf(callOf(entry), value.part, 0)).toEqual(value);
});

test.each([[-1], [1e16], ['40'], [null]])(
	'a duration of %j is no value of a filter',
	(duration) => {
		expect(fieldValuesOf({ duration_ms: duration })).toEqual([]);
	},
);

test('a value that is longer than a filter’s is not offered', () => {
	expect(fieldValuesOf({ agent: 'x'.repeat(1_000) })).toHaveLength(1);
	expect(fieldValuesOf({ agent: 'x'.repeat(1_001) })).toEqual([]);
});

test('returns no value that a filter can’t find', () => {
	const call = callOf({ tool: 7, args: { paths: ['a'], all: true, none: null, empty: '' } });
	expect(filterValueOf(call, 'tool', 0)).toBeUndefined();
	expect(filterValueOf(call, 'session', 0)).toBeUndefined();
	for (const at of [0, 1, 2, 3, 4]) expect(filterValueOf(call, 'text', at)).toBeUndefined();
});

test('args that are not an object are one value, as they are shown', () => {
	expect(filterValueOf(callOf({ args: 'ls -la' }), 'text', 0)?.value).toBe('ls -la');
	expect(filterValueOf(callOf({ args: undefined }), 'text', 0)).toBeUndefined();
});

test('a damaged line has only its status', () => {
	const torn: ListedRow = { kind: 'damaged', ...place, reason: 'torn', bytes: 1, raw: '{' };
	expect(filterValueOf(torn, 'status', 0)).toEqual({ part: 'status', value: 'damaged' });
	expect(filterValueOf(torn, 'tool', 0)).toBeUndefined();
	expect(filterValueOf(torn, 'text', 0)).toBeUndefined();
});

test('a long text is found by the beginning of its first line with text', () => {
	expect(searchTextOf('\n\t\n  # Plan \nmore')).toBe('# Plan');
	expect(searchTextOf('x'.repeat(500))).toHaveLength(200);
	expect(searchTextOf(`${'x'.repeat(199)}😀`)).toBe('x'.repeat(199));
	expect(searchTextOf(' \n ')).toBeUndefined();
});
