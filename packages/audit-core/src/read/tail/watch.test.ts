import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { FolderListener } from '../../home.ts';
import { createFolderWatch, pauseFor } from './watch.ts';

function openWatch() {
	let events: FolderListener | null = null;
	const watch = createFolderWatch((listener) => {
		events = listener;
		return { close: () => undefined };
	});
	return { watch, event: () => events!.onEvent('2026-11-22.jsonl') };
}

test('listeners share one check, which follows an event', async () => {
	const { watch, event } = openWatch();
	const [one, other] = [vi.fn(), vi.fn()];
	const stops = [watch.listen(one), watch.listen(other)];
	event();
	event();
	await vi.waitFor(() => expect(other).toHaveBeenCalledOnce());
	expect(one).toHaveBeenCalledOnce();
	expect(watch.checks).toBe(1);
	for (const stop of stops) stop();
});

test('however many events there are, the number of checks has a bound', async () => {
	const { watch, event } = openWatch();
	const stop = watch.listen(() => undefined);
	const start = process.uptime();
	while (process.uptime() - start < 1) {
		event();
		await nextTurn();
	}
	const seconds = process.uptime() - start;
	stop();
	// 25 at once, and 25 in a second.
	expect(watch.checks).toBeLessThanOrEqual(27 + 25 * seconds);
});

test.each([
	[1, 40],
	[80, 40],
	[500, 250],
	[10_000, 1_000],
])('%i listeners are told every %i ms on average', (listeners, pauseMs) => {
	expect(pauseFor(listeners)).toBe(pauseMs);
});
