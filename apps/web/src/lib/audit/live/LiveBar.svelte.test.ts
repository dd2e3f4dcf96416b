import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { DayRows } from '../day/day-rows.svelte.ts';
import { readLetters } from '../day/letters.fixture.ts';
import { Changes, type Listener } from './changes.svelte.ts';
import { LiveDay } from './live-day.svelte.ts';
import LiveBar from './LiveBar.svelte';

const DAY = '2026-11-23';
const SCREEN_ROWS = 20;
const clock = { mode: 'recorded', milliseconds: false, logZone: 'UTC', localZone: 'UTC' } as const;

afterEach(() => void vi.useRealTimers());

/** The line below today's rows, of which those before `endSeen` are in view. */
async function showBar({ letters = 'a'.repeat(50), endSeen = SCREEN_ROWS } = {}) {
	const day = { letters, asked: [] };
	const rows = new DayRows(readLetters(day));
	await rows.open();
	let listener: Listener | undefined;
	const scroll = { endSeen, scrollToEnd: vi.fn() };
	const live = new LiveDay({
		day: DAY,
		reader: { opened: Promise.resolve(), rows, scroll, isGone: false, noteLost() {} },
		isReading: () => false,
		isToday: () => true,
		user: 'alice',
		changes: new Changes((given) => {
			listener = given;
			return () => undefined;
		}),
	});
	live.start();
	listener!.onEvent({ type: 'start' });
	const onfollow = () => undefined;
	const screen = await render(LiveBar, { live, rows, scroll: scroll as never, clock, onfollow });
	const write = (more: string) => {
		day.letters += more;
		listener!.onEvent({
			...{ type: 'change', user: 'alice', day: DAY, bytes: 0, added: more.length, late: 0 },
		});
	};
	return { screen, live, write, words: screen.container.querySelector('p')! };
}

test('says that the newest call is followed only where it is', async () => {
	const above = await showBar();
	await expect.poll(() => above.words.textContent).toBe('New calls come below');
	await expect.element(above.screen.getByRole('button', { name: /^Show newest/ })).toBeVisible();
	await above.screen.unmount();
	const atEnd = await showBar({ endSeen: 50 });
	await expect.poll(() => atEnd.words.textContent).toBe('Following the newest call');
	expect(atEnd.screen.getByRole('button', { name: /^Show newest/ }).query()).toBeNull();
});

test('counts new calls, and the denied ones among them', async () => {
	const { words, write } = await showBar();
	write('aaB');
	await expect.poll(() => words.textContent).toMatch(/^3.new.calls, 1 denied$/);
});

test('says since when it is paused, on the clock of the rows, and what has come since', async () => {
	const { words, live, write } = await showBar();
	live.pausedAt = Date.parse('2026-11-23T22:38:19Z');
	await expect.poll(() => words.textContent).toMatch(/^Paused at 22:38:19 · nothing new$/);
	write('aa');
	await expect.poll(() => words.textContent).toMatch(/^Paused at 22:38:19 · 2.new.calls$/);
});
