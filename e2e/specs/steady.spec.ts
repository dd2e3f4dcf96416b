import { expect, test, type Page } from '@playwright/test';
import { isOnPhone } from '../page-actions.ts';
import { useSignedIn } from '../signed-in.ts';

const spec = useSignedIn();

interface Shift {
	value: number;
	/** Of the elements that moved. */
	moved: string[];
}

declare global {
	interface Window {
		shifts: Shift[];
		/** Until when shifts do not count, in ms. */
		shownAt: number;
	}
}

/** Keeps what moves on the page after its first rows are shown. */
async function watchShifts(page: Page): Promise<void> {
	await page.addInitScript((row) => {
		window.shifts = [];
		window.shownAt = Infinity;
		const wait = new MutationObserver(() => {
			if (!document.querySelector(row)) return;
			wait.disconnect();
			// The frame in which they are painted.
			requestAnimationFrame(() => requestAnimationFrame((now) => (window.shownAt = now)));
		});
		wait.observe(document, { childList: true, subtree: true });
		interface LayoutShift extends PerformanceEntry {
			value: number;
			sources: { node: Node | null }[];
		}
		new PerformanceObserver((list) => {
			for (const { startTime, value, sources } of list.getEntries() as LayoutShift[]) {
				if (startTime <= window.shownAt) continue;
				const moved = sources.map(({ node }) =>
					node instanceof Element
						? node.outerHTML.slice(0, 200)
						: `${node?.parentElement?.outerHTML.slice(0, 200)}`,
				);
				window.shifts.push({ value, moved });
			}
		}).observe({ type: 'layout-shift', buffered: true });
	}, ROW);
}

/** Of a table, and of the lists on Home. */
const ROW = '[role=grid] [role=row][id]:not([aria-busy=true]), main li';
const day = () => `/audit/${new Date().toISOString().slice(0, 10)}`;
const PLACES: [name: string, path: () => string][] = [
	['today', day],
	['a filtered day', () => `${day()}?status=denied`],
	['Recent', () => '/audit/recent'],
	['a search', () => '/audit/search?q=draft'],
	['Everyone', () => '/audit/everyone'],
	['Home', () => '/'],
];

/** Of the screen's height and width: a number that gets a digit more moves what is beside it by less. */
const SHIFT_MAX = 0.002;

test('nothing moves after the first rows are shown @phone', async ({ page }) => {
	await watchShifts(page);
	for (const [name, path] of PLACES) {
		await test.step(name, async () => {
			const address = spec.server.url + path();
			// How high the log in the panel is, is known from the visit before.
			await page.goto(address);
			await settle(page);
			await page.goto(address);
			await settle(page);
			await expect.poll(() => page.evaluate(() => Number.isFinite(window.shownAt))).toBe(true);
			const shifts = await page.evaluate(() => window.shifts);
			const sum = shifts.reduce((sum, { value }) => sum + value, 0);
			expect(sum, JSON.stringify(shifts, null, 2)).toBeLessThan(SHIFT_MAX);
		});
	}
});

/** Waits until everything is counted and shown. */
async function settle(page: Page): Promise<void> {
	const timeline = page.getByRole('img', { name: /^Calls over/ });
	const trend = page.getByRole('figure', { name: /^Calls of the last/ });
	await expect(timeline.or(trend)).toBeVisible();
	await expect(page.getByRole('status', { name: /^(Loading|Reading) the/ })).toHaveCount(0);
	if (!isOnPhone(page)) {
		const log = page.getByRole('tree', { name: 'Audit Log' });
		await expect(
			log
				.getByRole('treeitem')
				.nth(1)
				.or(log.getByText(/today$/)),
		).toBeVisible();
	}
	await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}
