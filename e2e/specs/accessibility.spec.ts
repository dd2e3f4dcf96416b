import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startServer, type RunningServer } from '../server.ts';
import { choose, setUp } from '../visitor.ts';

let server: RunningServer;
let page: Page;

test.beforeAll(async ({ browser }) => {
	server = await startServer();
	page = await (await browser.newContext()).newPage();
	await setUp(page, server);
});
test.afterAll(async () => {
	await page.context().close();
	await server.stop();
});

const today = new Date().toISOString().slice(0, 10);

const PLACES: Record<string, { path: string; ready: (page: Page) => Promise<void> }> = {
	home: { path: '/', ready: (page) => expect(page.getByRole('main')).toBeVisible() },
	day: {
		path: `/audit/${today}`,
		ready: (page) => expect(page.getByRole('gridcell', { name: 'denied' }).first()).toBeVisible(),
	},
	row: {
		path: `/audit/${today}`,
		async ready(page) {
			await choose(page.getByRole('row').nth(5).getByRole('gridcell').first());
			await expect(page).toHaveURL(/row=/);
		},
	},
	file: {
		path: '/files/persona.md',
		ready: (page) =>
			expect(page.getByRole('heading', { name: 'Persona', exact: true })).toBeVisible(),
	},
	account: { path: '/account', ready: (page) => expect(page.getByText('API keys')).toBeVisible() },
	people: { path: '/people', ready: (page) => expect(page.getByText('bob')).toBeVisible() },
	missing: {
		path: '/files/no/such.md',
		ready: (page) => expect(page.getByRole('main')).toContainText(/no/i),
	},
};

for (const [name, { path, ready }] of Object.entries(PLACES)) {
	for (const colorScheme of ['light', 'dark'] as const) {
		test(`axe finds nothing: ${name}, ${colorScheme}`, async () => {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await page.goto(server.url + path);
			await ready(page);
			const { violations } = await new AxeBuilder({ page }).analyze();
			expect(
				violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
			).toEqual([]);
		});
	}
}

test('axe finds nothing: sign-in', async ({ page: visitor }) => {
	await visitor.goto(`${server.url}/login`);
	await expect(visitor.getByRole('button', { name: 'Sign in' })).toBeVisible();
	const { violations } = await new AxeBuilder({ page: visitor }).analyze();
	expect(violations.map(({ id }) => id)).toEqual([]);
});
