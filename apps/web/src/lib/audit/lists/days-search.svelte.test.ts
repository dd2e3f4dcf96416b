import type { SearchPage } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { DaysSearch, type ReadSearchPage } from './days-search.svelte.ts';

const PAGES = 3;
const BAD_DAY = { user: 'u', day: '2026-11-21', code: 'unsafe-file' as const, message: 'A link.' };

function pageOf(number: number): SearchPage {
	const entry = { ts: 't', user: 'u', tool: `tool ${number}`, args: {}, status: 'ok' as const };
	return {
		entries: [
			{
				ref: `${number}`,
				day: '2026-11-22',
				entry: { ...entry, result_chars: 0, result_snippet: '' },
			},
		],
		cursor: number + 1 < PAGES ? String(number + 1) : null,
		complete: true,
		looked: { days: number + 1, bytes: 0, oldestDay: null, bytesTotal: 0 },
		unreadable: number === 1 ? [BAD_DAY] : [],
	};
}

const readPages: ReadSearchPage = ({ cursor }) => Promise.resolve(pageOf(Number(cursor ?? 0)));

test('continues with the cursor until all days are searched', async () => {
	const search = new DaysSearch(readPages);
	search.start({ filter: { text: 'tool' } });
	await expect.poll(() => search.running).toBe(false);
	expect(search.list.rows.map(({ ref }) => ref)).toEqual(['0', '1', '2']);
	expect(search.done).toBe(true);
	expect(search.unreadable).toEqual([BAD_DAY]);
});

test('what another search found stays until the first part of the next one is there', async () => {
	let isWrong = false;
	const search = new DaysSearch((wanted, signal) =>
		isWrong ? Promise.reject(new Error('half a pattern')) : readPages(wanted, signal),
	);
	search.start({ filter: { text: 'tool' } });
	await expect.poll(() => search.done).toBe(true);
	isWrong = true;
	search.start({ filter: { text: 'tool(', regex: true } });
	await expect.poll(() => search.error).toBeInstanceOf(Error);
	expect(search.list.count).toBe(PAGES);
	isWrong = false;
	search.start({ filter: { text: 'other' } });
	await expect.poll(() => search.done).toBe(true);
	expect(search.list.count).toBe(PAGES);
	expect(search.unreadable).toEqual([BAD_DAY]);
});

test('a stopped search keeps its results and can be continued', async () => {
	let answer = (_page: SearchPage) => {};
	const search = new DaysSearch(
		({ cursor }) =>
			new Promise((resolve) => {
				if (cursor === undefined) resolve(pageOf(0));
				else answer = resolve;
			}),
	);
	search.start({ filter: { text: 'tool' } });
	await expect.poll(() => search.list.count).toBe(1);
	search.stop();
	answer(pageOf(1));
	expect([search.list.count, search.stopped]).toEqual([1, true]);
	void search.goOn();
	expect(search.stopped).toBe(false);
	answer(pageOf(1));
	await expect.poll(() => search.list.count).toBe(2);
});

test('a search that is stopped before anything came shows nothing of the one before', async () => {
	const search = new DaysSearch((wanted, signal) =>
		wanted.filter.regex ? new Promise(() => undefined) : readPages(wanted, signal),
	);
	search.start({ filter: { text: 'tool' } });
	await expect.poll(() => search.done).toBe(true);
	search.start({ filter: { text: 'tool', regex: true } });
	expect(search.list.count).toBe(PAGES);
	search.stop();
	expect([search.list.count, search.looked, search.stopped]).toEqual([0, undefined, true]);
});

test('an error is kept to be shown', async () => {
	const search = new DaysSearch(() => Promise.reject(new Error('no such filter')));
	search.start({ filter: { text: '(' } });
	await expect.poll(() => search.error).toBeInstanceOf(Error);
	expect(search.running).toBe(false);
});
