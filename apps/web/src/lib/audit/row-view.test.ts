import type { JsonObject } from '@tool-audit/core';
import { expect, test } from 'vitest';
import {
	fieldText,
	formatCount,
	formatDuration,
	previewArgs,
	splitToolName,
	viewRow,
} from './row-view.ts';

const entry = {
	ts: '2026-11-22T07:03:29',
	user: 'alice',
	tool: 'filesystem.move_file',
	args: { source: '/home/alice/a', destination: '/etc/b' },
	status: 'denied' as const,
	result_chars: 24,
	result_snippet: 'refused by policy',
};

test('a row has time, tool, status, args and result', () => {
	expect(viewRow({ kind: 'entry', day: '2026-11-22', ref: 'r', entry })).toEqual({
		ts: '2026-11-22T07:03:29',
		tool: 'filesystem.move_file',
		status: 'denied',
		args: [
			{ name: 'source', value: '/home/alice/a', place: 0 },
			{ name: 'destination', value: '/etc/b', place: 1 },
		],
		result: 'refused by policy',
		outcome: 'refused by policy',
		denier: '',
		resultChars: 24,
		duration: '',
		isNested: false,
		marks: [],
		notes: [],
		readings: [],
	});
});

test('a denied call shows the reason that was recorded, another call its result', () => {
	const outcomeOf = (more: JsonObject) =>
		viewRow({ kind: 'entry', day: 'd', ref: 'r', entry: { ...entry, ...more } }).outcome;
	expect(outcomeOf({ reason: 'rule: no moves' })).toBe('rule: no moves');
	expect(outcomeOf({ reason: 'timeout', status: 'error' })).toBe('refused by policy');
	expect(outcomeOf({ reason: 'timeout', status: 'error', result_snippet: '' })).toBe('timeout');
});

test.each([
	['mcp__github__create_issue', 'mcp__github__', 'create_issue'],
	['filesystem.read_file', 'filesystem.', 'read_file'],
	['npm/run:build', 'npm/run:', 'build'],
	['.hidden', '', '.hidden'],
	['ends.in.', 'ends.', 'in.'],
	['a.\nb', 'a.', '\nb'],
	['Bash', '', 'Bash'],
	['__init__', '', '__init__'],
	['trailing.', '', 'trailing.'],
	['', '', ''],
])('%j has the server %j and the method %j', (tool, server, method) => {
	expect(splitToolName(tool)).toEqual({ server, method });
});

test('a call that was recorded later has a note, and nothing is wrong with it', () => {
	const late = { ...entry, recorded_at: '2026-11-29T08:00:00Z' };
	expect(viewRow({ kind: 'entry', day: 'd', ref: 'r', entry: late })).toMatchObject({
		marks: [],
		notes: ['Recorded later'],
	});
});

test('a call whose writer put null for none is not late', () => {
	const row = {
		kind: 'entry',
		day: 'd',
		ref: 'r',
		entry: { ...entry, recorded_at: null },
	} as const;
	expect(viewRow(row).notes).toEqual([]);
});

test('a cell shows a field as text, whatever its type', () => {
	const row = (more: JsonObject) =>
		({ kind: 'entry', day: 'd', ref: 'r', entry: { ...entry, ...more } }) as const;
	expect(fieldText(row({ model: 'm' }), 'model')).toBe('m');
	expect(fieldText(row({ model: ['m'] }), 'model')).toBe('["m"]');
	expect(fieldText(row({ reason: 'x'.repeat(9_000) }), 'reason')).toHaveLength(400);
	expect(fieldText(row({}), 'model')).toBe('');
	expect(fieldText(row({ model: null }), 'model')).toBe('');
	const torn = { kind: 'damaged', day: 'd', ref: 'r', reason: 'torn', bytes: 1, raw: '{' } as const;
	expect(fieldText(torn, 'reason')).toBe('');
});

test('an entry with missing and wrong fields shows what it has and names the problems', () => {
	const odd = { tool: 7, status: 'maybe' } as unknown as JsonObject;
	const view = viewRow({ kind: 'entry', day: 'd', ref: 'r', entry: odd, problems: ['no ts'] });
	expect(view).toMatchObject({ ts: '', tool: '7', status: 'other', args: [], marks: ['no ts'] });
});

test('a damaged line shows the reason and its raw text', () => {
	const view = viewRow({
		kind: 'damaged',
		day: 'd',
		ref: 'r',
		reason: 'torn',
		bytes: 4,
		raw: '{"ts',
	});
	expect(view).toMatchObject({ status: 'damaged', tool: 'Torn line', args: [{ value: '{"ts' }] });
});

test('nested args are written on one line', () => {
	expect(previewArgs({ edits: [{ old: 'a', new: 'b' }], dryRun: false, none: null })).toEqual([
		{ name: 'edits', value: '[{old: "a", new: "b"}]', place: 0 },
		{ name: 'dryRun', value: 'false', place: 1 },
		{ name: 'none', value: 'null', place: 2 },
	]);
});

test('an empty name and an empty value are visible, at any depth', () => {
	expect(previewArgs({ '': 'empty name', k: '', in: { '': 1 } })).toEqual([
		{ name: '""', value: 'empty name', place: 0 },
		{ name: 'k', value: '""', place: 1 },
		{ name: 'in', value: '{"": 1}', place: 2 },
	]);
});

test('huge and deep args give a short line quickly', () => {
	let deep: JsonObject = {};
	for (let level = 0; level < 200; level++) deep = { deep };
	const huge = { text: 'x'.repeat(1e6), list: Array.from({ length: 1e5 }, () => 1), deep };
	const chars = previewArgs(huge).reduce((sum, { value }) => sum + value.length, 0);
	expect(chars).toBeLessThan(1_000);
	expect(previewArgs({ deep })[0]!.value.length).toBeLessThan(1_500);
});

test.each([
	[12.4, '12 ms'],
	[3_440, '3.4 s'],
	[125_000, '2 min 5 s'],
	[86_399_000, '1,439 min 59 s'],
	[86_400_000, '1 day'],
	[1e300, 'over 9,999 days'],
	[-5, '-5 ms'],
])('%d ms is %s', (ms, expected) => {
	expect(formatDuration(ms)).toBe(expected);
});

test('names who denied a call, if the format knows them', () => {
	const denierOf = (more: JsonObject) =>
		viewRow({ kind: 'entry', day: 'd', ref: 'r', entry: { ...entry, ...more } }).denier;
	expect(denierOf({ status: 'denied', denied_by: 'rule' })).toBe('rule');
	expect(denierOf({ status: 'denied', denied_by: 'a friend' })).toBe('');
	expect(denierOf({ status: 'error', denied_by: 'rule' })).toBe('');
});

test('a count beyond all counting stays short', () => {
	expect(formatCount(1_234_567)).toBe('1,234,567');
	expect(formatCount(1e300)).toBe('1e+300');
});
