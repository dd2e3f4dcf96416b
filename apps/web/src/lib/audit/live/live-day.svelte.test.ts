import type { LogChange } from '@tool-audit/core';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DayRows } from '../day/day-rows.svelte.ts';
import { FoldedRows } from '../day/folded-rows.svelte.ts';
import { readLetters } from '../day/letters.fixture.ts';
import { LiveDay } from './live-day.svelte.ts';
import { setShown } from '#lib/testing/page-shown.ts';
import { Changes, type Listener } from './changes.svelte.ts';

const DAY = '2026-11-23';
const SCREEN_ROWS = 20;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

/** A live day of a number of rows, or of calls as letters, in a viewport of 20 rows. */
async function openLive({ letters = '{'.repeat(50), fold = false, isToday = true } = {}) {
	const day = { letters, asked: [] };
	let reading = false;
	let today = isToday;
	let listener: Listener | undefined;
	const read = readLetters(day);
	const rows = fold
		? new FoldedRows(read, { unfolded: new Set(), onTooMany: () => undefined })
		: new DayRows(read);
	await rows.open();
	const scroll = {
		endSeen: Math.min(SCREEN_ROWS, rows.count),
		scrollToEnd: vi.fn(() => (scroll.endSeen = rows.count)),
	};
	const live = new LiveDay({
		day: DAY,
		reader: {
			...{ opened: Promise.resolve(), rows, scroll },
			get isGone() {
				return rows.isGone;
			},
			noteLost: () => undefined,
		},
		isReading: () => reading,
		isToday: () => today,
		user: 'alice',
		changes: new Changes((given) => {
			listener = given;
			return () => (listener = undefined);
		}),
	});
	const stop = live.start();
	const hear = async (event: LogChange) => {
		listener?.onEvent(event);
		await vi.runAllTimersAsync();
		await tick();
		live.see(rows, scroll.endSeen);
	};
	const show = (end: number) => {
		scroll.endSeen = end;
		live.see(rows, end);
	};
	live.see(rows, scroll.endSeen);
	await hear({ type: 'start' });
	const change = { type: 'change', user: 'alice', bytes: 0, added: 0, late: 0 } as const;
	return {
		live,
		rows,
		scroll,
		stop,
		isListening: () => listener !== undefined,
		listener: () => listener!,
		read: (now: boolean) => (reading = now),
		show,
		toEnd: () => show(rows.count),
		endDay: () => {
			today = false;
			live.resume();
		},
		start: () => hear({ type: 'start' }),
		reset: (left: number, written = '') => {
			day.letters = day.letters.slice(0, left) + written;
			return hear({ ...change, day: DAY, reset: true });
		},
		cut: (left: number) => (day.letters = day.letters.slice(0, left)),
		write: (count: number, { heard = true, on = DAY, by = 'alice', letter = '{' } = {}) => {
			if (on === DAY && by === 'alice') day.letters += letter.repeat(count);
			const late = letter === '+' ? count : 0;
			const told = { ...change, user: by, day: on, added: count, late };
			return heard ? hear(told) : Promise.resolve();
		},
	};
}

test('a day that grows while its end is opened is followed', async () => {
	const day = { letters: '{'.repeat(50), asked: [] };
	const rows = new DayRows(readLetters(day));
	const scroll = { endSeen: 0, scrollToEnd: vi.fn(() => (scroll.endSeen = rows.count)) };
	const opened = rows.open(true).then(() => void scroll.scrollToEnd());
	let listener: Listener | undefined;
	const live = new LiveDay({
		...{ day: DAY, user: 'alice', reader: { opened, rows, scroll, isGone: false, noteLost() {} } },
		...{ isReading: () => false, isToday: () => true },
		changes: new Changes((given) => {
			listener = given;
			return () => undefined;
		}),
	});
	live.start();
	day.letters += '{';
	listener!.onEvent({ type: 'start' });
	await vi.runAllTimersAsync();
	expect(rows.calls).toBe(51);
	expect(scroll.endSeen).toBe(51);
	expect(live.isFollowing).toBe(true);
});

test('follows the end if the reader is there', async () => {
	const { live, rows, scroll, toEnd, write } = await openLive();
	toEnd();
	await write(3);
	expect(rows.count).toBe(53);
	expect(scroll.scrollToEnd).toHaveBeenCalledTimes(1);
	expect(live.news).toBe(0);
});

test('moves nothing if the reader is elsewhere, and counts the new calls', async () => {
	const { live, rows, scroll, write } = await openLive();
	await write(30);
	await write(7);
	expect(rows.count).toBe(87);
	expect(scroll.scrollToEnd).not.toHaveBeenCalled();
	expect(live.news).toBe(37);
});

test('moves nothing under an open row, even at the end', async () => {
	const { live, scroll, read, toEnd, write } = await openLive();
	toEnd();
	read(true);
	await write(2);
	expect(scroll.scrollToEnd).not.toHaveBeenCalled();
	expect(live.news).toBe(2);
});

test('counts what was scrolled to as seen, and does not follow before the end', async () => {
	const { live, rows, scroll, write } = await openLive();
	await write(10);
	scroll.endSeen = 56;
	live.see(rows, 56);
	expect(live.news).toBe(4);
	await write(1);
	expect(scroll.scrollToEnd).not.toHaveBeenCalled();
	expect(live.news).toBe(5);
});

test('goes to the end and follows from there', async () => {
	const { live, rows, scroll, write } = await openLive();
	await write(10);
	await live.follow();
	live.see(rows, scroll.endSeen);
	expect(live.news).toBe(0);
	await write(1);
	expect(scroll.scrollToEnd).toHaveBeenCalledTimes(2);
});

test('adds nothing while paused, counts it, and shows it all after resuming', async () => {
	const { live, rows, toEnd, write } = await openLive();
	toEnd();
	live.togglePause();
	expect(live.state).toBe('paused');
	await write(4);
	expect(rows.count).toBe(50);
	expect(live.news).toBe(4);
	live.togglePause();
	await vi.runAllTimersAsync();
	expect(rows.count).toBe(54);
});

test('reads again when a lost connection is back, so that nothing is missed', async () => {
	const { live, rows, listener, start, write } = await openLive();
	listener().onLost();
	expect(live.state).toBe('reconnecting');
	await write(5, { heard: false });
	expect(rows.count).toBe(50);
	await start();
	expect(live.state).toBe('live');
	expect(rows.count).toBe(55);
	await write(0);
	expect(rows.count).toBe(55);
	expect(rows.row(54)?.ref).toBe('ref 54');
});

test('starts again when the file was truncated', async () => {
	const { live, rows, write, reset } = await openLive();
	await write(5);
	await reset(3);
	expect(rows.count).toBe(3);
	expect(live.news).toBe(0);
});

test('says that the file was truncated or replaced', async () => {
	const { live, write, reset } = await openLive();
	await write(5);
	expect(live.replacedAt).toBeUndefined();
	await reset(3);
	expect(live.replacedAt).toEqual(expect.any(Number));
	expect(live.goneAt).toBeUndefined();
});

test.each([
	['scrolled', (_: Awaited<ReturnType<typeof openLive>>) => undefined],
	['at the end', (day: Awaited<ReturnType<typeof openLive>>) => day.toEnd()],
	['with an open call', (day: Awaited<ReturnType<typeof openLive>>) => day.read(true)],
	['paused', (day: Awaited<ReturnType<typeof openLive>>) => day.live.togglePause()],
])('the calls of a file that is gone stay, until it is back: %s', async (_where, prepare) => {
	const day = await openLive();
	const { live, rows } = day;
	prepare(day);
	await day.reset(0);
	expect(rows.isGone).toBe(true);
	expect(live.goneAt).toEqual(expect.any(Number));
	expect(rows.count).toBe(50);
	expect(rows.row(49)?.ref).toBe('ref 49');
	expect(live.state).toBe('off');
	// The file that comes back is told of as new lines.
	await day.write(52);
	expect(rows.isGone).toBe(false);
	expect(live.goneAt).toBeUndefined();
	expect(live.replacedAt).toBeUndefined();
	expect(rows.count).toBe(52);
});

test('another file in place of one that was gone is said to be another', async () => {
	const { live, rows, reset, write } = await openLive();
	await reset(0);
	await write(7);
	expect(rows.count).toBe(7);
	expect(live.replacedAt).toEqual(expect.any(Number));
});

test('a file that went while there was no connection is gone when it is back', async () => {
	const { live, rows, listener, start, cut } = await openLive();
	listener().onLost();
	cut(0);
	await start();
	expect(rows.isGone).toBe(true);
	expect(rows.count).toBe(50);
	expect(live.goneAt).toEqual(expect.any(Number));
});

test('announces to screen readers how many calls came', async () => {
	const { live, write } = await openLive();
	await write(12);
	expect(live.announcer.text).toBe('12 new calls');
});

test('a repeat of the last call is seen where that call is in view, and is new elsewhere', async () => {
	const { live, toEnd, write } = await openLive({ letters: 'ab'.repeat(30), fold: true });
	await write(3, { letter: 'b' });
	expect(live.news).toBe(3);
	expect(live.announcer.text).toBe('3 new calls');
	toEnd();
	expect(live.news).toBe(0);
	await write(2, { letter: 'b' });
	expect(live.news).toBe(0);
});

test('an unfolded group is not new, and its end is the end that is followed', async () => {
	const { live, rows, scroll, toEnd, write } = await openLive({ letters: 'abbbb', fold: true });
	scroll.scrollToEnd.mockClear();
	(rows as FoldedRows).setFolded(1, false);
	scroll.endSeen = 3;
	live.see(rows, 3);
	expect(live.news).toBe(0);
	await write(1, { letter: 'b' });
	expect(scroll.scrollToEnd).not.toHaveBeenCalled();
	expect(live.news).toBe(1);
	toEnd();
	await write(1, { letter: 'b' });
	expect(scroll.scrollToEnd).toHaveBeenCalledTimes(1);
	expect(rows.count).toBe(7);
});

test('leaves nothing behind', async () => {
	const { live, isListening, stop, write } = await openLive();
	await write(5);
	stop();
	expect(isListening()).toBe(false);
	expect(live.state).toBe('off');
	expect(live.news).toBe(0);
	expect(vi.getTimerCount()).toBe(0);
});

test('a hidden page listens to nothing, and shows all of it once when it is shown', async () => {
	const { live, rows, scroll, isListening, start, toEnd, write } = await openLive();
	toEnd();
	setShown(false);
	expect(isListening()).toBe(false);
	await write(5, { heard: false });
	expect(rows.count).toBe(50);
	setShown(true);
	expect(live.state).toBe('live');
	await start();
	expect(rows.count).toBe(55);
	expect(rows.row(54)?.ref).toBe('ref 54');
	expect(scroll.endSeen).toBe(55);
	expect(live.announcer.text).toBe('5 new calls');
});

test('a page that is shown again keeps its position, and stays paused', async () => {
	const { live, rows, scroll, start, write } = await openLive();
	setShown(false);
	await write(5, { heard: false });
	setShown(true);
	await start();
	expect([rows.count, live.news]).toEqual([55, 5]);
	live.togglePause();
	setShown(false);
	await write(4, { heard: false });
	setShown(true);
	await start();
	expect(live.state).toBe('paused');
	expect([rows.count, live.news]).toEqual([55, 9]);
	expect(scroll.scrollToEnd).not.toHaveBeenCalled();
});

test.each([
	['cut short', 3, 0],
	['cut short and written again', 3, 60],
])('reads a file again that was %s without an event', async (_, left, written) => {
	const { rows, cut, start, write } = await openLive({ letters: 'ab'.repeat(25) });
	setShown(false);
	cut(left);
	await write(written, { heard: false, letter: 'c' });
	setShown(true);
	await start();
	expect(rows.count).toBe(left + written);
	expect(rows.row(left + written - 1)).toMatchObject({ entry: { tool: written ? 'c' : 'a' } });
	expect(rows.row(left)?.kind === 'entry' && rows.row(left)).toEqual(
		written > 0 && expect.objectContaining({ entry: expect.objectContaining({ tool: 'c' }) }),
	);
});

test.each([{ by: 'bob' }, { on: '2026-11-24' }])(
	'leaves the rows alone when something else changes: %o',
	async (change) => {
		const { rows, scroll, write } = await openLive();
		const grow = vi.spyOn(rows, 'grow');
		await write(5, change);
		expect(grow).not.toHaveBeenCalled();
		expect(rows.count).toBe(50);
		expect(scroll.scrollToEnd).not.toHaveBeenCalled();
	},
);

test('a day that ends while the page is hidden has its last rows when it is shown', async () => {
	const { live, rows, start, endDay, write } = await openLive();
	setShown(false);
	await write(5, { heard: false });
	endDay();
	setShown(true);
	await start();
	expect(rows.count).toBe(55);
	expect(live.state).toBe('off');
});

test('a paused day that ends is paused no more', async () => {
	const { live, rows, endDay, write } = await openLive();
	live.togglePause();
	await write(5);
	expect(rows.count).toBe(50);
	endDay();
	await vi.runAllTimersAsync();
	expect(rows.count).toBe(55);
	expect([live.state, live.paused, live.news]).toEqual(['off', false, 5]);
});

test('an older day grows without being called live, and is not followed', async () => {
	const { live, rows, scroll, toEnd, write } = await openLive({ isToday: false });
	toEnd();
	await write(3);
	expect(rows.count).toBe(53);
	expect(scroll.scrollToEnd).not.toHaveBeenCalled();
	expect([live.state, live.news]).toEqual(['off', 3]);
});

test.each([true, false])('counts imported calls apart; today: %s', async (isToday) => {
	const { live, write } = await openLive({ isToday });
	await write(150, { letter: '+' });
	await write(150, { letter: '+' });
	expect([live.news, live.lateNews]).toEqual([300, 300]);
	await write(3);
	expect([live.news, live.lateNews]).toEqual([303, 300]);
});

test('announces an import once', async () => {
	const { live, write, listener } = await openLive();
	for (let part = 0; part < 5; part++) void write(40, { letter: '+' });
	await write(2);
	expect(live.announcer.text).toBe('2 new calls, 200 imported');
	expect(live.announcer.said).toBe(1);
	expect(listener()).toBeDefined();
});

test('an import is not followed, though a few late calls are', async () => {
	const { live, scroll, toEnd, write } = await openLive();
	toEnd();
	await write(10, { letter: '+' });
	expect(scroll.scrollToEnd).toHaveBeenCalledTimes(1);
	toEnd();
	await write(11, { letter: '+' });
	expect(scroll.scrollToEnd).toHaveBeenCalledTimes(1);
	expect([live.news, live.lateNews]).toEqual([11, 11]);
});

test('tells how many of the calls that are left were imported, if they are loaded', async () => {
	const { live, show, write } = await openLive();
	await write(4, { letter: '+' });
	await write(3);
	show(53);
	expect([live.news, live.lateNews]).toEqual([4, 1]);
});

test('does not tell how many of the calls that are left were imported, if they are not loaded', async () => {
	const { live, show, write } = await openLive();
	await write(400, { letter: '+' });
	await write(3);
	show(60);
	expect([live.news, live.lateNews]).toEqual([393, undefined]);
});

test('calls are not named after those that have been in view', async () => {
	const { live, show, toEnd, write } = await openLive();
	await write(400, { letter: '+' });
	toEnd();
	show(20);
	await write(300);
	expect([live.news, live.lateNews]).toEqual([300, 0]);
});

test('does not call calls new that came without a connection, if they are not loaded', async () => {
	const { live, start, write } = await openLive();
	await write(300, { letter: '+', heard: false });
	await start();
	expect([live.news, live.lateNews]).toEqual([300, undefined]);
});

test('counts imported calls while paused', async () => {
	const { live, write } = await openLive();
	live.togglePause();
	await write(60, { letter: '+' });
	expect([live.news, live.lateNews]).toEqual([60, 60]);
});

test('folded calls are counted apart one by one', async () => {
	const { live, write } = await openLive({ letters: 'ab'.repeat(30), fold: true });
	await write(30, { letter: '+' });
	await write(2, { letter: 'b' });
	expect([live.news, live.lateNews]).toEqual([32, 30]);
});

test('a day of unknown size that has only grown keeps what is new', async () => {
	const { live, scroll, rows, reset } = await openLive({ letters: 'ab'.repeat(25) });
	await reset(50, '+'.repeat(60));
	expect(rows.count).toBe(110);
	expect([live.news, live.lateNews]).toEqual([60, 60]);
	expect(scroll.scrollToEnd).not.toHaveBeenCalled();
});

test('a day that was replaced by a longer one has no news', async () => {
	const { live, rows, reset } = await openLive({ letters: 'ab'.repeat(25) });
	vi.spyOn(rows, 'peek').mockResolvedValue({ ...rows.row(19)!, ref: 'another ref' });
	await reset(0, 'c'.repeat(60));
	expect(rows.count).toBe(60);
	expect(live.news).toBe(0);
});

test('a page that is hidden and shown in quick succession listens once', async () => {
	const { live, isListening, write } = await openLive();
	for (let turn = 0; turn < 20; turn++) setShown(turn % 2 === 1);
	expect(isListening()).toBe(true);
	await write(1);
	expect(live.state).toBe('live');
	setShown(false);
	expect(isListening()).toBe(false);
});
