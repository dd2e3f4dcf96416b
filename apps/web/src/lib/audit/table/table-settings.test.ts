import { describe, expect, test } from 'vitest';
import {
	charsShown,
	DEFAULTS,
	gridTemplate,
	minWidth,
	moved,
	readSettings,
	rowHeight,
} from './table-settings.ts';

describe('what a browser remembered', () => {
	test.each([[null], ['x'], [7], [{}], [{ columns: [], density: 'huge', time: 3, wrap: 'no' }]])(
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
			time: 'utc' as const,
		};
		expect(readSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
	});

	test('the columns of captured calls can be chosen, and are not among the defaults', () => {
		const columns = [
			...['source', 'deniedBy', 'reason', 'model', 'host', 'cwd', 'mcpServer', 'subagent'],
			...['callId', 'recorded'],
		];
		expect(readSettings({ columns }).columns).toEqual(columns);
		expect(DEFAULTS.columns).toEqual(['time', 'tool', 'status', 'args', 'result']);
	});

	test('columns that no longer exist are ignored, and no width is out of bounds', () => {
		const stored = {
			columns: ['time', 'gone', 'time'],
			widths: { time: 1, tool: 1e9, __proto__: 5 },
		};
		expect(readSettings(stored)).toMatchObject({
			columns: ['time'],
			widths: { time: 64, tool: 2_000 },
		});
	});
});

test('the last column takes the remaining width', () => {
	const widths = { time: 90, result: 300 };
	expect(gridTemplate(['time', 'tool', 'result'], widths)).toBe(
		'90px minmax(7rem, 15rem) minmax(300px, 1fr)',
	);
	expect(minWidth(['time', 'tool', 'result'], widths)).toBe(90 + 80 + 300 + 4 * 12);
});

test('a cell renders about as much text as its column can show', () => {
	const { columns, ...settings } = DEFAULTS;
	expect(charsShown(1_000, columns, settings)).toBe(68);
	expect(charsShown(1_000, ['time', 'result'], settings)).toBe(152);
	expect(charsShown(1_000, columns, { ...settings, widths: { args: 1_500 } })).toBe(250);
	expect(charsShown(1_000, columns, { ...settings, wrap: true })).toBe(204);
	expect(charsShown(20_000, columns, settings)).toBe(400);
	expect(charsShown(390, columns, settings)).toBe(65);
});

test('a column moves by one place, and not out of the table', () => {
	expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
	expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
});

test('the height of rows depends on density, lines and phone', () => {
	expect(rowHeight(1_000, DEFAULTS)).toBe(32);
	expect(rowHeight(1_000, { density: 'compact', wrap: false })).toBe(25);
	expect(rowHeight(1_000, { density: 'normal', wrap: true })).toBe(68);
	expect(rowHeight(390, DEFAULTS)).toBe(58);
});
