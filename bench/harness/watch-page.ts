import type { Page } from 'playwright-core';

export interface Seen {
	/** From the press of a key or button to the paint that shows it, in milliseconds, by interaction. */
	interactions: number[];
	/** Between one frame and the next. */
	frames: number[];
}

interface Watch extends Seen {
	pressed: Map<number, number>;
}

/** Before the page is opened: counts frames and interactions from the first one on. */
export async function watchPage(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const watch: Watch = { interactions: [], frames: [], pressed: new Map() };
		Object.assign(window, { watch });
		let last = 0;
		requestAnimationFrame(function frame(now) {
			if (last > 0) watch.frames.push(now - last);
			last = now;
			requestAnimationFrame(frame);
		});
		// A name of its own, because TypeScript does not know the threshold.
		const presses = { type: 'event', durationThreshold: 16, buffered: true };
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries() as PerformanceEventTiming[]) {
				// One press is several events (down, press, up); the slowest of them is what was felt.
				if (!entry.interactionId) continue;
				const before = watch.pressed.get(entry.interactionId) ?? 0;
				watch.pressed.set(entry.interactionId, Math.max(before, entry.duration));
			}
		}).observe(presses);
	});
}

/** What was seen since the last time it was asked. */
export async function takeSeen(page: Page): Promise<Seen> {
	return page.evaluate(async () => {
		const { watch } = window as unknown as { watch: Watch };
		// Events are reported some frames after their paint.
		await new Promise((resolve) => setTimeout(resolve, 300));
		const seen = { interactions: [...watch.pressed.values()], frames: watch.frames };
		watch.pressed = new Map();
		watch.frames = [];
		return seen;
	});
}
