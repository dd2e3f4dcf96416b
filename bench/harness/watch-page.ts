import type { Page } from 'playwright-core';

export interface Seen {
	/** Time from a key or button press to the paint that shows its effect, in milliseconds, by interaction. */
	interactions: number[];
	/** Times between one frame and the next. */
	frames: number[];
}

interface Watch extends Seen {
	pressed: Map<number, number>;
}

/** Called before the page is opened, to record all frames and interactions. */
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
		// A separate constant, because TypeScript does not know the threshold.
		const presses = { type: 'event', durationThreshold: 16, buffered: true };
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries() as PerformanceEventTiming[]) {
				// One press is several events (down, press, up); the slowest of them counts.
				if (!entry.interactionId) continue;
				const before = watch.pressed.get(entry.interactionId) ?? 0;
				watch.pressed.set(entry.interactionId, Math.max(before, entry.duration));
			}
		}).observe(presses);
	});
}

/** What was recorded since the last call. */
export async function takeSeen(page: Page): Promise<Seen> {
	return page.evaluate(async () => {
		const { watch } = window as unknown as { watch: Watch };
		// Events are reported a few frames after their paint.
		await new Promise((resolve) => setTimeout(resolve, 300));
		const seen = { interactions: [...watch.pressed.values()], frames: watch.frames };
		watch.pressed = new Map();
		watch.frames = [];
		return seen;
	});
}
