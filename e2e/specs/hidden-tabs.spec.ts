import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { startAgent } from '../agent.ts';
import { useAgentLog } from '../agent-log.ts';
import { setShown } from '../page-actions.ts';

/** Two more than the connections that a browser opens to one server. */
const TABS = 8;

const log = useAgentLog();
/** Open streams of all tabs. */
let open: Set<object>;

test.beforeEach(async ({ context }) => {
	await log.agent.record(numbered(1, 5));
	open = new Set();
	const isStream = (url: string) => url.includes('audit.changes');
	context.on('request', (request) => isStream(request.url()) && open.add(request));
	context.on('requestfailed', (request) => open.delete(request));
	context.on('requestfinished', (request) => open.delete(request));
});

/** Calls whose results contain their number. */
function numbered(first: number, last: number) {
	return Array.from({ length: last - first + 1 }, (_, at) => ({ result: `call ${first + at}.` }));
}

const call = (page: Page, number: number) => page.getByText(`call ${number}.`, { exact: true });
const mark = (page: Page, word: string) =>
	page.getByRole('status').filter({ hasText: new RegExp(`^${word}$`) });

async function openToday(page: Page): Promise<void> {
	await page.goto(`${log.server.url}/audit/${log.agent.day}`);
	await expect(mark(page, 'Live')).toBeVisible();
}

async function expectEachOnce(page: Page, last: number): Promise<void> {
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(last + 1));
	for (let number = 1; number <= last; number++) await expect(call(page, number)).toHaveCount(1);
}

/** Opens tabs one after the other, each in front of the previous ones. */
async function openTabs(context: BrowserContext, count: number): Promise<Page[]> {
	const tabs: Page[] = [];
	for (let tab = 0; tab < count; tab++) {
		if (tab > 0) await setShown(tabs[tab - 1]!, false);
		tabs.push(await context.newPage());
		await openToday(tabs[tab]!);
	}
	return tabs;
}

test(
	'many tabs on the day all load, and the shown one is live',
	{ tag: '@deep' },
	async ({ context }) => {
		const tabs = await openTabs(context, TABS);
		await log.agent.record(numbered(6, 6));
		await expectEachOnce(tabs.at(-1)!, 6);
		expect(open.size).toBe(1);

		await setShown(tabs.at(-1)!, false);
		await setShown(tabs[0]!, true);
		await expectEachOnce(tabs[0]!, 6);
		await log.agent.record(numbered(7, 7));
		await expectEachOnce(tabs[0]!, 7);
		expect(open.size).toBe(1);
	},
);

test('a tab that is shown again has the new calls once, and no message about the connection', async ({
	page,
}) => {
	await openToday(page);
	await page.evaluate(() => {
		const said = document.querySelector('main header [role=status]')!;
		const log: string[] = ((window as { said?: string[] }).said = []);
		const options = { subtree: true, childList: true, characterData: true };
		new MutationObserver(() => log.push(said.textContent)).observe(said, options);
	});
	await setShown(page, false);
	await expect.poll(() => open.size).toBe(0);
	await log.agent.record(numbered(6, 12));
	await setShown(page, true);
	await expectEachOnce(page, 12);
	await expect(page.locator('[data-live-news]')).toHaveText('7 new calls');
	await log.agent.record(numbered(13, 14));
	await expectEachOnce(page, 14);
	expect(await page.evaluate(() => (window as { said?: string[] }).said)).toEqual([]);
	await expect(mark(page, 'Live')).toBeVisible();
});

test('a paused tab that was scrolled up is still paused and scrolled up when it is shown again', async ({
	page,
}) => {
	await log.agent.record(numbered(6, 199));
	await openToday(page);
	// Before its rows are there, the table can't be scrolled.
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '200');
	await expect(call(page, 199)).toBeInViewport();
	await page.getByRole('grid').evaluate((grid) => (grid.scrollTop = 500));
	await log.agent.record(numbered(200, 200));
	// Read before the pause: a read that is under way would still arrive.
	await expect(page.getByText('1 new call', { exact: true }).and(page.locator('p'))).toBeVisible();
	await page.getByRole('button', { name: 'Pause', exact: true }).click();
	await setShown(page, false);
	await log.agent.record(numbered(201, 204));
	await setShown(page, true);
	await expect(
		page.getByText(/^Paused at .* · 5 calls added$/).and(page.locator('p')),
	).toBeVisible();
	await expect(mark(page, 'Paused')).toBeVisible();
	expect(await page.getByRole('grid').evaluate((grid) => grid.scrollTop)).toBe(500);
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '201');
});

test('a tab opened in the background waits with its connection', async ({ page }) => {
	await page.addInitScript(() => {
		Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
	});
	await page.goto(`${log.server.url}/audit/${log.agent.day}`);
	await expectEachOnce(page, 5);
	await expect(page.getByRole('button', { name: 'Calendar' })).toBeVisible();
	await log.agent.record(numbered(6, 6));
	await expect(mark(page, 'Live')).toHaveCount(0);
	expect(open.size).toBe(0);
	await setShown(page, true);
	await expectEachOnce(page, 6);
	await expect(mark(page, 'Live')).toBeVisible();
});

test('a file that was replaced while the tab was hidden is read again when it is shown', async ({
	page,
}) => {
	await openToday(page);
	await setShown(page, false);
	log.agent = await startAgent(page, log.server);
	await log.agent.record([{ result: 'call 101.' }, { result: 'call 102.' }]);
	await setShown(page, true);
	await expect(call(page, 101)).toHaveCount(1);
	await expect(call(page, 1)).toHaveCount(0);
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
});
