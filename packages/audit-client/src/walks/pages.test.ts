import { expect, test, vi } from 'vitest';
import { allOf } from '../../test/all-of.ts';
import type { AuditApi } from '../api.ts';
import { createPages } from './pages.ts';

const SILENT = { warn: vi.fn(), error: vi.fn() };

/** The walks over these procedures, each of which only reads. */
function walksOver(procedures: Record<string, (input: never) => unknown>, logger = SILENT) {
	const audit = Object.entries(procedures).map(([name, answer]) => [
		name,
		{ query: async (input: never) => answer(input) },
	]);
	return createPages(Object.fromEntries(audit) as AuditApi, logger);
}

const entry = (position: number) => ({ position, ref: `r${position}`, entry: {} });

test('a page that is shorter than it may be, because its rows are large, skips none', async () => {
	const readDay = ({ from }: { from: number }) => ({
		entries: [0, 1, 2, 3, 4].map(entry).slice(from, from + 2),
		damaged: [],
	});
	const rows = await allOf(walksOver({ readDay }).rows('2026-11-22', {}));
	expect(rows.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
});

test.each([
	['until all days are counted', [0, 1, 2], 3],
	['only while that helps', [1, 1], 2],
])('days that are not counted yet are asked for again, %s', async (_, counted, times) => {
	const listDays = vi.fn<() => unknown>();
	for (const count of counted) {
		const days = [0, 1].map((at) => ({ day: `2026-11-2${at}`, counts: at < count ? {} : null }));
		listDays.mockReturnValueOnce({ days, complete: count === 2 });
	}
	const days = await allOf(walksOver({ listDays }).days({}));
	expect(days.filter(({ counts }) => counts !== null)).toHaveLength(counted.at(-1)!);
	expect(listDays).toHaveBeenCalledTimes(times);
});

test('a day that can’t be read is told to the caller, else to the logger', async () => {
	const unreadable = { user: 'ann', day: '2026-11-22', code: 'unreadable', message: 'No rights.' };
	const search = () => ({ entries: [], unreadable: [unreadable], cursor: null });
	const logger = { warn: vi.fn(), error: vi.fn() };
	const walks = walksOver({ search }, logger);
	const onUnreadable = vi.fn();
	await allOf(walks.search({ filter: {}, onUnreadable }));
	expect(onUnreadable).toHaveBeenCalledExactlyOnceWith(unreadable);
	expect(logger.warn).not.toHaveBeenCalled();
	await allOf(walks.search({ filter: {} }));
	expect(logger.warn).toHaveBeenCalledExactlyOnceWith(
		"tool-audit: 2026-11-22 of ann can't be read. No rights.",
	);
});
