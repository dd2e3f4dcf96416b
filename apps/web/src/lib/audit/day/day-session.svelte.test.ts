import type { Page } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { DaySession } from './day-session.svelte.ts';
import { FOLDED_ROWS_MAX } from './folded-rows.svelte.ts';
import { readLetters } from './letters.fixture.ts';

/** Reads a day with its repeated calls folded. */
async function readFolded(letters: string) {
	const day = { letters, asked: [] };
	const reader = new DaySession({
		looking: { filter: {}, fold: true },
		rowHeight: () => 32,
		readPage: () => readLetters(day),
		readEntry: async (ref) => {
			const position = Number(ref.slice('ref '.length));
			return { row: { kind: 'damaged', position, ref, reason: 'torn', bytes: 1, raw: '' } };
		},
		instantOf: () => null,
	});
	await reader.rows.open();
	return { reader, day };
}

test('a link to a call in a group shows exactly that call, and unfolds no other group', async () => {
	const { reader } = await readFolded('abbbcc');
	await reader.find('ref 3');
	expect(reader.current).toBe(3);
	expect(reader.currentRow?.ref).toBe('ref 3');
	expect(reader.rows.count).toBe(5);
});

test('a link to the first call of a group shows the row that stands for it', async () => {
	const { reader } = await readFolded('abbbcc');
	await reader.find('ref 1');
	expect(reader.currentRow?.repeats?.count).toBe(3);
});

test('the current row stays current when a group before it is unfolded and folded', async () => {
	const { reader } = await readFolded('abbbc');
	reader.moveTo(2);
	await reader.setFolded(1, false);
	expect(reader.current).toBe(4);
	await reader.setFolded(3, true);
	expect(reader.current).toBe(2);
	expect(reader.currentRow?.ref).toBe('ref 4');
});

test('folding from one of its calls leads to the row that stands for them', async () => {
	const { reader } = await readFolded('abbbc');
	await reader.setFolded(1, false);
	reader.moveTo(3);
	await reader.setFolded(3, true);
	expect(reader.current).toBe(1);
});

test('before the first stop there is none, and no row before the first is read', async () => {
	const { reader, day } = await readFolded('abc');
	reader.moveTo(1);
	expect(await reader.goToStop('ok', -1)).toBe(0);
	reader.moveTo(0);
	expect(await reader.goToStop('ok', -1)).toBeUndefined();
	expect(Math.min(...day.asked)).toBe(0);
});

test('without a current row, a stop above is looked for from the last row in view', async () => {
	const { reader } = await readFolded('abcd');
	const element = document.createElement('div');
	element.style.height = '200px';
	document.body.append(element);
	const detach = reader.scroll.attach(element);
	expect(reader.scroll.endSeen).toBe(4);
	expect(await reader.goToStop('ok', -1)).toBe(3);
	expect(await reader.goToStop('ok', 1)).toBe(0);
	detach();
	element.remove();
});

test('where nothing matches there is no stop, and no row before the first is read', async () => {
	const { reader, day } = await readFolded('');
	await reader.turnTo({ filter: {}, fold: false });
	expect(await reader.goToStop('ok', 1)).toBeUndefined();
	expect(await reader.goToStop('ok', -1)).toBeUndefined();
	expect(Math.min(...day.asked)).toBe(0);
});

test('a group stays unfolded under another filter', async () => {
	const { reader } = await readFolded('abbbc');
	await reader.setFolded(1, false);
	await reader.turnTo({ filter: { status: ['ok'] }, fold: true });
	expect(reader.rows.count).toBe(5);
});

test('a day that grows beyond what can be folded shows all its rows, and the reader keeps the position', async () => {
	const letters = 'a'.repeat(FOLDED_ROWS_MAX / 2) + 'b'.repeat(FOLDED_ROWS_MAX / 2);
	const { reader, day } = await readFolded(letters);
	reader.moveTo(1);
	day.letters += 'c';
	await reader.rows.grow();
	await expect.poll(() => reader.view.unfoldable).toBe(true);
	expect(reader.rows.count).toBe(FOLDED_ROWS_MAX + 1);
	await expect.poll(() => reader.current).toBe(FOLDED_ROWS_MAX / 2);
});

test('a day that is too large to fold is shown unfolded from the start', async () => {
	const { reader } = await readFolded('ab'.repeat(FOLDED_ROWS_MAX));
	await expect.poll(() => reader.view.unfoldable).toBe(true);
	expect(reader.rows.count).toBe(2 * FOLDED_ROWS_MAX);
	expect(reader.rows.ready).toBe(true);
});

test('the rows stay while what is searched for can’t be read, until it can be', async () => {
	const all = readLetters({ letters: 'abc', asked: [] });
	const one = readLetters({ letters: 'b', asked: [] });
	const refusal = new Error('the parenthesis is not closed');
	const reader = new DaySession({
		looking: { filter: {}, fold: false },
		rowHeight: () => 32,
		readPage: ({ text }) => {
			if (text === '(b') return () => Promise.reject(refusal);
			return text ? one : all;
		},
		readEntry: () => Promise.reject(new Error('no row is asked for')),
		instantOf: () => null,
		isRefused: (error) => error === refusal,
	});
	await reader.rows.open();
	await reader.turnTo({ filter: { text: '(b', regex: true }, fold: false });
	expect(reader.view.refusal).toBe(refusal);
	expect(reader.rows.count).toBe(3);
	expect(reader.view.looking.filter).toEqual({});
	await reader.turnTo({ filter: { text: '(b)', regex: true }, fold: false });
	expect(reader.view.refusal).toBeUndefined();
	expect(reader.rows.count).toBe(1);
});

test('what was wrong with an expression is not said of one that is searched for', async () => {
	const all = readLetters({ letters: 'abc', asked: [] });
	const refusal = new Error('the parenthesis is not closed');
	const reader = new DaySession({
		looking: { filter: {}, fold: false },
		rowHeight: () => 32,
		readPage: ({ text }) => {
			if (text === '(b') return () => Promise.reject(refusal);
			return text ? () => new Promise(() => undefined) : all;
		},
		readEntry: () => Promise.reject(new Error('no row is asked for')),
		instantOf: () => null,
		isRefused: (error) => error === refusal,
	});
	await reader.rows.open();
	await reader.turnTo({ filter: { text: '(b', regex: true }, fold: false });
	void reader.turnTo({ filter: { text: '(b)', regex: true }, fold: false });
	expect(reader.view.refusal).toBe(refusal);
	await expect.poll(() => reader.view.refusal).toBeUndefined();
	expect(reader.view.pending).toBe(true);
	reader.stop();
});

test('a filter does not make a day that is gone an empty one', async () => {
	const day = { letters: 'abc', asked: [] };
	const reader = new DaySession({
		looking: { filter: {}, fold: false },
		rowHeight: () => 32,
		readPage: () => readLetters(day),
		readEntry: () => Promise.reject(new Error('no row is asked for')),
		instantOf: () => null,
	});
	await reader.rows.open();
	day.letters = '';
	await reader.turnTo({ filter: { text: 'a' }, fold: false });
	expect(reader.isGone).toBe(false);
	reader.noteLost();
	expect(reader.isGone).toBe(true);
	day.letters = 'abc';
	await reader.rows.grow();
	expect(reader.isGone).toBe(false);
});

test('a wrong clock does not lead the search for a time astray', async () => {
	const instants = [100, 200, 300, -9_000, -9_000, 600, 700];
	const entries = instants.map((instant, position) => ({
		...{ position, ref: `ref ${position}` },
		entry: { ts: String(instant) },
	}));
	const reader = new DaySession({
		looking: { filter: {}, fold: false },
		rowHeight: () => 32,
		readPage: () => async () =>
			({ day: '', total: entries.length, entries, damaged: [] }) as unknown as Page,
		readEntry: () => Promise.reject(new Error('no row is asked for')),
		instantOf: (row) => (row.kind === 'entry' ? Number(row.entry.ts) : null),
		isOnDay: (instant) => instant >= 0,
	});
	await reader.rows.open();
	await reader.goTo(200);
	expect(reader.current).toBe(1);
	await reader.goTo(600);
	expect(reader.current).toBe(5);
});

test('Back leads to the place where the reader left the day', async () => {
	const before = await readFolded('abcdefgh');
	before.reader.moveTo(5);
	const { place } = before.reader;
	const { reader } = await readFolded('abcdefghij');
	await reader.restore(place);
	expect(reader.current).toBe(5);
	expect(reader.scroll.firstSeen).toBe(place.first);
});
