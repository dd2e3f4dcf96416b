import { describe, expect, test } from 'vitest';
import {
	charsShown,
	DEFAULTS,
	gridTemplate,
	minWidth,
	moved,
	movedBefore,
	readSettings,
	rowHeight,
	widthOf,
} from './table-settings.ts';

describe('what a browser remembered', () => {
	test.each([[null], ['x'], [7], [{}], [{ columns: [], density: 'huge', times: 3, wrap: 'no' }]])(
		'%j gives the defaults',
		(stored) => {
			expect(readSettings(stored)).toEqual(DEFAULTS);
		},
	);

	test('are restored as they were stored', () => {
		const settings = {
			...DEFAULTS,
			columns: ['tool' as const, 'time' as const],
			widths: { tool: 200 },
			density: 'compact' as const,
			wrap: true,
			times: 'recorded' as const,
		};
		expect(readSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
	});

	test('of version 1.0 keep the clock that was chosen; as recorded was none', () => {
		expect(readSettings({ time: 'utc' }).times).toBe('utc');
		expect(readSettings({ time: 'recorded' }).times).toBe('log');
	});

	test('the columns of captured calls can be chosen, and are not among the defaults', () => {
		const columns = [
			...['source', 'deniedBy', 'reason', 'model', 'host', 'cwd', 'mcpServer', 'subagent'],
			...['callId', 'recorded'],
		];
		expect(readSettings({ columns }).columns).toEqual(columns);
		expect(DEFAULTS.columns).toEqual(['time', 'tool', 'status', 'args', 'result', 'duration']);
	});

	test('columns that no longer exist are ignored, and no width is out of bounds', () => {
		const stored = {
			columns: ['time', 'gone', 'time'],
			widths: { time: 1, tool: 1e9, __proto__: 5 },
		};
		expect(readSettings(stored)).toMatchObject({
			columns: ['time'],
			widths: { time: 60, tool: 2_000 },
		});
	});
});

test('the columns that version 1.0 showed give way to those of today, and no others do', () => {
	const before = ['time', 'tool', 'status', 'args', 'result'] as const;
	expect(readSettings({ columns: [...before], density: 'compact' })).toMatchObject({
		columns: DEFAULTS.columns,
		density: 'compact',
	});
	const chosen = ['tool', 'time', 'status', 'args', 'result'];
	expect(readSettings({ columns: chosen }).columns).toEqual(chosen);
});

test('where no column grows, the last one takes the remaining width', () => {
	const widths = { time: 90, tool: 200, result: 300 };
	expect(gridTemplate(['time', 'tool', 'result'], widths)).toBe('90px 200px minmax(300px, 1fr)');
	expect(gridTemplate(['tool', 'result'], { result: 300 })).toBe('minmax(148px, 0.8fr) 300px');
	expect(minWidth(['time', 'tool', 'result'], widths)).toBe(90 + 200 + 300 + 2 * 12 + 34);
});

test('growing columns share the room, and none is narrower than its least', () => {
	const { columns, widths } = DEFAULTS;
	const sum = (width: number) =>
		columns.reduce((sum, id) => sum + widthOf(id, width, columns, widths), 5 * 12 + 34);
	expect(sum(1_128)).toBeCloseTo(1_128);
	expect(widthOf('args', 700, columns, widths)).toBe(160);
	expect(widthOf('args', 1_128, columns, { args: 90 })).toBe(90);
});

test('a cell renders about as much text as its column can show', () => {
	const { columns, ...settings } = DEFAULTS;
	expect(charsShown(1_000, columns, settings)).toBe(80);
	expect(charsShown(1_000, ['time', 'result'], settings)).toBe(141);
	expect(charsShown(1_000, columns, { ...settings, widths: { args: 1_500 } })).toBe(250);
	expect(charsShown(1_000, columns, { ...settings, wrap: true })).toBe(240);
	expect(charsShown(20_000, columns, settings)).toBe(400);
	expect(charsShown(390, columns, settings)).toBe(65);
});

test('a column is put before another one, or at the end', () => {
	expect(movedBefore(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b']);
	expect(movedBefore(['a', 'b', 'c'], 'a', undefined)).toEqual(['b', 'c', 'a']);
	expect(movedBefore(['a', 'b', 'c'], 'b', 'b')).toEqual(['a', 'b', 'c']);
});

test('a column moves by one place, and not out of the table', () => {
	expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
	expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
});

test('the height of rows depends on density, lines and phone', () => {
	expect(rowHeight(1_000, DEFAULTS)).toBe(28);
	expect(rowHeight(1_000, { density: 'compact', wrap: false })).toBe(24);
	expect(rowHeight(1_000, { density: 'normal', wrap: true })).toBe(68);
	expect(rowHeight(390, DEFAULTS)).toBe(52);
});
