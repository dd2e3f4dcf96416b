import type { RowStatus } from '@tool-audit/core';
import { expect, test } from 'vitest';
import type { ListedRow } from '../listed-row.ts';
import { createRowNavigator } from './row-navigator.ts';

const LETTERS = 'abcde';
const rowAt = (index: number) =>
	({ kind: 'damaged', day: '2026-11-22', ref: LETTERS[index]! }) as ListedRow;

function openTable({
	isOpen = false,
	stop,
	endSeen = 4,
}: { isOpen?: boolean; stop?: number; endSeen?: number } = {}) {
	const root = document.createElement('div');
	root.innerHTML = `<div role="grid" tabindex="0"></div><input data-search />`;
	document.body.replaceChildren(root);
	const table = {
		current: undefined as number | undefined,
		shown: [] as string[],
		/** Until when the address is of the row before. */
		arrival: Promise.resolve(),
		read: rowAt,
	};
	const navigator = createRowNavigator({
		root: () => root,
		rows: () => ({ count: LETTERS.length, peek: async (index) => table.read(index) }),
		seen: () => ({ firstSeen: 2, endSeen }),
		current: () => table.current,
		moveTo: (index) => (table.current = index),
		isOpen: () => isOpen,
		show: async (row, replace) => {
			table.shown.push(`${row?.ref ?? 'none'}${replace ? ' replaced' : ''}`);
			await table.arrival;
		},
		findStop: async (_status: RowStatus) => stop,
		link: () => ({ path: '/audit/2026-11-22', isRow: false }),
	});
	const press = (keys: string) => {
		const { run } = navigator.keys({ context: undefined }).find((key) => key.keys === keys)!;
		run!();
	};
	return { table, navigator, press };
}

test('steps begin at the first row in view, and stop at the first and last row', () => {
	const { table, press } = openTable();
	press('j');
	expect(table.current).toBe(2);
	for (let count = 0; count < 9; count++) press('j');
	expect(table.current).toBe(4);
	for (let count = 0; count < 9; count++) press('k');
	expect(table.current).toBe(0);
	expect(document.activeElement?.role).toBe('grid');
});

test('steps begin at the last row where the end of the list is in view', () => {
	const { table, press } = openTable({ endSeen: LETTERS.length });
	press('k');
	expect(table.current).toBe(4);
	press('k');
	expect(table.current).toBe(3);
});

test('a click opens a row, and then a step opens the next one instead', async () => {
	const closed = openTable();
	void closed.navigator.open(1);
	await expect.poll(() => closed.table.shown).toEqual(['b']);
	const opened = openTable({ isOpen: true });
	opened.press('j');
	await expect.poll(() => opened.table.shown).toEqual(['c replaced']);
});

test('of rows that are stepped over within one frame, only the last is opened', async () => {
	const { table, press } = openTable({ isOpen: true });
	press('j');
	press('j');
	await expect.poll(() => table.shown).toEqual(['d replaced']);
});

test('an address that comes late takes back no step that was made since', async () => {
	const { table, navigator, press } = openTable({ isOpen: true });
	const first = Promise.withResolvers<void>();
	table.arrival = first.promise;
	press('j');
	await expect.poll(() => table.shown).toEqual(['c replaced']);
	expect(navigator.isLate('c')).toBe(false);
	table.arrival = Promise.resolve();
	press('k');
	expect(navigator.isLate('c')).toBe(true);
	first.resolve();
	await expect.poll(() => table.shown).toEqual(['c replaced', 'b replaced']);
	expect(navigator.isLate('c')).toBe(false);
});

test('an address is not late after a row could not be read', async () => {
	const { table, navigator } = openTable({ isOpen: true });
	table.read = () => {
		throw new Error('offline');
	};
	await expect(navigator.open(1)).rejects.toThrow('offline');
	expect(navigator.isLate('c')).toBe(false);
});

test('a step before a row is open opens the next one', async () => {
	const { table, navigator, press } = openTable();
	void navigator.open(1);
	press('j');
	await expect.poll(() => table.shown).toEqual(['c']);
});

test('moves to a stop, and does nothing if there is none', async () => {
	const found = openTable({ stop: 4 });
	found.press('d');
	await expect.poll(() => found.table.current).toBe(4);
	const none = openTable();
	none.press('d');
	await Promise.resolve();
	expect(none.table.current).toBeUndefined();
});

test('a page that is opened at a row gives the focus to the table, if nothing else has it', () => {
	const focused = () => document.activeElement?.role ?? document.activeElement?.localName;
	openTable({ isOpen: true }).navigator.arrive();
	expect(focused()).toBe('grid');
	openTable().navigator.arrive();
	expect(focused()).toBe('body');
	const { navigator } = openTable({ isOpen: true });
	document.querySelector<HTMLElement>('[data-search]')!.focus();
	navigator.arrive();
	expect(focused()).toBe('input');
});

test('Escape is a key of the table only while a row is open', () => {
	const names = (isOpen: boolean) =>
		openTable({ isOpen })
			.navigator.keys({ context: undefined })
			.map(({ keys }) => keys);
	expect(names(true)).toContain('Escape');
	expect(names(false)).not.toContain('Escape');
});
