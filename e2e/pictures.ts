/**
 * Takes the pictures of README.md and docs/page.md from the real page over the sample data, so that they stay current:
 * `pnpm pictures`.
 */
import { chromium, devices, type Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import config from './playwright.config.ts';
import { AT_NOON, startServer } from './server.ts';
import { callDetail, choose, openPanel, setUp } from './page-actions.ts';

interface Picture {
	/** The address, or the newest day's if omitted. */
	path?: string;
	/** Where the picture is taken; a large screen if omitted. */
	on?: 'phone';
	colorScheme?: 'dark';
	/** What is done before, up to what the picture has to show. */
	act: (page: Page) => Promise<void>;
}

const FOLDER = join(import.meta.dirname, '../docs/images');
const LARGE = { viewport: { width: 1440, height: 900 } };
const PHONE = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } };

const rows = (page: Page) => page.getByRole('grid').getByRole('row');

async function openDenied(page: Page): Promise<void> {
	await choose(
		rows(page).filter({ hasText: 'needs approval' }).last().getByRole('gridcell').nth(1),
	);
	await callDetail(page).getByText('needs approval').last().waitFor();
}

const PICTURES: Record<string, Picture> = {
	'day-light': { act: openDenied },
	'day-dark': { act: openDenied, colorScheme: 'dark' },
	home: {
		path: '/',
		act: (page) => page.getByRole('link', { name: /^View all/ }).waitFor(),
	},
	time: {
		path: '/audit/recent?time=7d',
		async act(page) {
			await rows(page).nth(1).waitFor();
			await choose(page.getByRole('button', { name: /^Time/ }));
			await page.getByRole('button', { name: /^Last night/ }).waitFor();
		},
	},
	filters: {
		act: async (page) => {
			await page.goto(`${page.url()}&status=denied,error&not-tool=everything.echo&q=draft`);
			await rows(page).nth(1).waitFor();
		},
	},
	search: { path: '/audit/search?q=draft', act: (page) => rows(page).nth(8).waitFor() },
	everyone: { path: '/audit/everyone', act: (page) => rows(page).nth(8).waitFor() },
	'other-log': {
		path: '/audit/recent?user=bob&status=error,denied',
		act: (page) => rows(page).nth(1).waitFor(),
	},
	palette: {
		async act(page) {
			await page.keyboard.press('Control+k');
			await page.getByRole('combobox').fill('draft');
			await page.getByRole('option').nth(4).waitFor();
		},
	},
	'phone-day': { on: 'phone', act: (page) => rows(page).nth(5).waitFor() },
	'phone-call': { on: 'phone', act: openDenied },
	'phone-panel': { on: 'phone', act: openPanel },
};

await mkdir(FOLDER, { recursive: true });
const server = await startServer(AT_NOON);
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
	const cookies = await setUp(server);
	const today = new Intl.DateTimeFormat('sv', {
		dateStyle: 'short',
		timeZone: AT_NOON.env.TOOL_AUDIT_TIME_ZONE,
	}).format();
	for (const [name, picture] of Object.entries(PICTURES)) {
		const context = await browser.newContext({
			...(picture.on === 'phone' ? PHONE : LARGE),
			deviceScaleFactor: 1,
			colorScheme: picture.colorScheme ?? 'light',
		});
		await context.addCookies(cookies);
		const page = await context.newPage();
		await page.goto(server.url + (picture.path ?? `/audit/${today}?user=robin`));
		await page.getByRole('main').getByRole('heading').first().waitFor();
		await picture.act(page);
		await page.mouse.move(0, 0);
		await page.evaluate(() => document.fonts.ready.then(() => undefined));
		await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
		await context.close();
	}
} finally {
	await browser.close();
	await server.stop();
}
