import { expect, test, type Page } from '@playwright/test';
import { violations } from '../axe.ts';
import { AT_NOON, startServer, type RunningServer } from '../server.ts';
import { choose, expectNoSideways, isOnPhone, openPanel, setUp } from '../page-actions.ts';

let server: RunningServer;
let page: Page;

test.beforeAll(async ({ browser }) => {
	server = await startServer(AT_NOON);
	const context = await browser.newContext({ reducedMotion: 'reduce' });
	await context.addCookies(await setUp(server));
	page = await context.newPage();
});
test.afterAll(async () => {
	await page.context().close();
	await server.stop();
});

const today = new Intl.DateTimeFormat('sv', {
	dateStyle: 'short',
	timeZone: AT_NOON.env.TOOL_AUDIT_TIME_ZONE,
}).format();

const PLACES: Record<string, { path: string; ready: (page: Page) => Promise<void> }> = {
	home: {
		path: '/',
		ready: (page) => expect(page.getByRole('link', { name: /^View all/ })).toBeVisible(),
	},
	day: {
		path: `/audit/${today}`,
		ready: (page) => expect(page.getByRole('gridcell', { name: 'denied' }).first()).toBeVisible(),
	},
	row: {
		path: `/audit/${today}`,
		async ready(page) {
			await choose(page.getByRole('row').last().getByRole('gridcell').first());
			await expect(page).toHaveURL(/row=/);
		},
	},
	calendar: {
		path: `/audit/${today}`,
		async ready(page) {
			await choose(page.getByRole('button', { name: 'Calendar' }));
			await expect(page.locator('[aria-current="date"]')).toBeFocused();
		},
	},
	palette: {
		path: '/',
		async ready(page) {
			await choose(page.getByRole('button', { name: 'Search or go to' }).last());
			await page.getByRole('combobox').fill('memory');
			await expect(page.getByRole('option', { name: /memory\.md/ })).toBeVisible();
		},
	},
	panel: {
		path: `/audit/${today}`,
		async ready(page) {
			await openPanel(page);
			await expect(page.getByRole('treeitem', { name: new RegExp(`^${today}`) })).toBeVisible();
		},
	},
	file: {
		path: '/files/persona.md',
		ready: (page) =>
			expect(page.getByRole('heading', { name: 'Persona', exact: true })).toBeVisible(),
	},
	account: { path: '/account', ready: (page) => expect(page.getByText('API keys')).toBeVisible() },
	connect: {
		path: '/connect',
		ready: (page) => expect(page.getByText('Claude Code was not found')).toBeVisible(),
	},
	people: { path: '/people', ready: (page) => expect(page.getByText('bob')).toBeVisible() },
	missing: {
		path: '/files/no/such.md',
		ready: (page) => expect(page.getByRole('main')).toContainText(/no/i),
	},
};

/** Only parts of the page scroll: a document that is longer than its window would show nothing below it. */
async function expectNoEmptiness(page: Page): Promise<void> {
	const height = await page.evaluate(() => document.scrollingElement!.scrollHeight);
	expect(height).toBeLessThanOrEqual(page.viewportSize()!.height);
}

/** Places that are arranged differently on a small screen. */
const PHONE_PLACES = ['home', 'day', 'row', 'panel'];
/** Places whose markup rarely changes. */
const DEEP_PLACES = ['calendar', 'palette', 'people', 'missing'];

for (const [name, { path, ready }] of Object.entries(PLACES)) {
	const tag = [
		...(PHONE_PLACES.includes(name) ? ['@phone'] : []),
		...(DEEP_PLACES.includes(name) ? ['@deep'] : []),
	];
	test(`axe finds nothing: ${name}, light and dark`, { tag }, async () => {
		await page.emulateMedia({ colorScheme: 'light' });
		await page.goto(server.url + path);
		await ready(page);
		expect(await violations(page)).toEqual([]);
		await expectNoSideways(page);
		await expectNoEmptiness(page);
		// The dark theme differs only in its colours, which a phone shares with a large screen.
		if (isOnPhone(page)) return;
		await page.emulateMedia({ colorScheme: 'dark' });
		await expect(page.locator('html')).toHaveClass(/dark/);
		expect(await violations(page, ['color-contrast'])).toEqual([]);
	});
}

test('axe finds nothing: sign-in', async ({ page: signInPage }) => {
	await signInPage.goto(`${server.url}/login`);
	await expect(signInPage.getByRole('button', { name: 'Sign in' })).toBeVisible();
	expect(await violations(signInPage)).toEqual([]);
});
