import { expect, test, vi } from 'vitest';
import type { ReadPage } from './day-rows.svelte.ts';
import { FOLDED_ROWS_MAX, FoldedRows } from './folded-rows.svelte.ts';
import { readLetters } from './letters.fixture.ts';

function openDay(letters: string) {
	const day = { letters, asked: [] as number[] };
	const onTooMany = vi.fn();
	const rows = new FoldedRows(readLetters(day), { unfolded: new Set(), onTooMany });
	/** The rows as they are shown: `3×4` stands for four calls, `3(0/4)` is the first of four. */
	const shown = () =>
		Array.from({ length: rows.count }, (_, index) => {
			const { position, repeats, unfolded } = rows.row(index)!;
			if (repeats) return `${position}×${repeats.count}`;
			return unfolded ? `${position}(${unfolded.index}/${unfolded.count})` : `${position}`;
		}).join(' ');
	return { rows, day, onTooMany, shown };
}

test('reads the whole day and folds it, also across pages', async () => {
	const { rows } = openDay(Array.from({ length: 500 }, (_, n) => 'ab'[n % 2]!.repeat(5)).join(''));
	await rows.open();
	expect(rows.count).toBe(500);
	expect(rows.row(199)).toMatchObject({ position: 995, repeats: { count: 5, lastPosition: 999 } });
	expect(rows.calls).toBe(2_500);
});

test('shows nothing of a day that is too large to fold, and reports it at the first page', async () => {
	const { rows, day, onTooMany } = openDay('a'.repeat(FOLDED_ROWS_MAX + 1));
	await rows.open();
	expect(onTooMany).toHaveBeenCalledTimes(1);
	expect(day.asked).toEqual([0]);
	expect(rows.count).toBe(0);
});

test('reads a day to its end if its length was estimated too low', async () => {
	const read = readLetters({ letters: 'a'.repeat(2_500), asked: [] });
	const estimating: ReadPage = async (range, signal) => {
		const page = await read(range, signal);
		return range.from < 2_000 ? { ...page, total: 900, estimated: true } : page;
	};
	const rows = new FoldedRows(estimating, { unfolded: new Set(), onTooMany: () => undefined });
	await rows.open();
	expect(rows).toMatchObject({ calls: 2_500, total: 2_500 });
	expect(await rows.countNow()).toBe(2_500);
});

test('a day that grows while it is opened is there when it is opened', async () => {
	const { rows } = openDay('aab');
	const opened = rows.open();
	void rows.grow();
	await opened;
	expect(rows.ready).toBe(true);
	expect(rows.count).toBe(2);
});

test('a group is unfolded in place, and folded again from any of its calls', async () => {
	const { rows, shown } = openDay('abbbcc');
	await rows.open();
	expect(rows.setFolded(1, false)).toEqual({ first: 1, end: 4 });
	expect(shown()).toBe('0 1(0/3) 2(1/3) 3(2/3) 4×2');
	expect(rows.setFolded(3, true)).toEqual({ first: 1, end: 2 });
	expect(shown()).toBe('0 1×3 4×2');
});

test('a row that stands for one call stays as it is', async () => {
	const { rows, shown } = openDay('abb');
	await rows.open();
	expect(rows.setFolded(0, false)).toBeUndefined();
	expect(rows.setFolded(1, true)).toBeUndefined();
	expect(shown()).toBe('0 1×2');
});

test('rows that do not change stay the same objects, so that they are not rendered again', async () => {
	const { rows } = openDay('aabbb');
	await rows.open();
	const first = rows.row(0);
	rows.setFolded(1, false);
	expect(rows.row(0)).toBe(first);
});

test('a new repeat raises the count of the last group, folded or not', async () => {
	const { rows, day, shown } = openDay('abb');
	await rows.open();
	day.letters = 'abbb';
	await rows.grow();
	expect(shown()).toBe('0 1×3');
	rows.setFolded(1, false);
	day.letters = 'abbbbc';
	await rows.grow();
	expect(shown()).toBe('0 1(0/4) 2(1/4) 3(2/4) 4(3/4) 5');
});

test('half a line that turns out to be a repeat joins the group before it', async () => {
	const { rows, day, shown } = openDay('aa{');
	await rows.open();
	expect(shown()).toBe('0×2 2');
	day.letters = 'aaa';
	await rows.grow();
	expect(shown()).toBe('0×3');
});

test('reads only what is new when the day grows', async () => {
	const { rows, day } = openDay('ab'.repeat(2_000));
	await rows.open();
	day.asked = [];
	day.letters += 'c';
	await rows.grow();
	expect(day.asked).toEqual([3_999]);
	expect(rows.count).toBe(4_001);
});

test('groups stay unfolded when the rows are read again', async () => {
	const { rows, shown } = openDay('abbcc');
	await rows.open();
	rows.setFolded(1, false);
	await rows.restart();
	expect(shown()).toBe('0 1(0/2) 2(1/2) 3×2');
});

test('reveals a call of a group, and unfolds no group for a call that does not exist', async () => {
	const { rows, shown } = openDay('abbbcc');
	await rows.open();
	expect(rows.reveal(9)).toBeUndefined();
	expect(rows.reveal(1)).toBe(1);
	expect(shown()).toBe('0 1×3 4×2');
	expect(rows.reveal(3)).toBe(3);
	expect(shown()).toBe('0 1(0/3) 2(1/3) 3(2/3) 4×2');
	expect(rows.reveal(3)).toBe(3);
});

test('counts the calls before a row, folded or not', async () => {
	const { rows } = openDay('abbbcc');
	await rows.open();
	const counted = () => [0, 1, 2, 3, 9].map((index) => rows.callsBefore(index));
	expect(counted()).toEqual([0, 1, 4, 6, 6]);
	rows.setFolded(1, false);
	expect(counted()).toEqual([0, 1, 2, 3, 6]);
});

test('folded rows stay when the day has none any more, and are read again when it has', async () => {
	const { rows, day, shown } = openDay('aaab');
	await rows.open();
	day.letters = '';
	await rows.grow();
	expect(rows.isGone).toBe(true);
	expect(shown()).toBe('0×3 3');
	day.letters = 'abbbb';
	await rows.grow();
	expect(rows.isGone).toBe(false);
	expect(shown()).toBe('0 1×4');
});
