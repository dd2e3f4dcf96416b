import {
	expect,
	request,
	type BrowserContextOptions,
	type Locator,
	type Page,
} from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { RunningServer } from './server.ts';

export const PASSWORD = 'a long enough secret';
/** Where there is room for it, the Files panel stands beside the content. */
const BESIDE_PX_MIN = 768;

export type Cookies = Exclude<
	NonNullable<BrowserContextOptions['storageState']>,
	string
>['cookies'];

/** Touch and a small screen, instead of a mouse and a large one. */
export function isOnPhone(page: Page): boolean {
	return page.viewportSize()!.width < BESIDE_PX_MIN;
}

/** Clicks, or taps, and before that holds a page that was waited for to the width of its screen. */
export async function choose(target: Locator): Promise<void> {
	if (!isOnPhone(target.page())) return target.click();
	await expectNoSideways(target.page());
	await target.tap();
}

/** A page that is wider than its screen slides under the thumb. */
export async function expectNoSideways(page: Page): Promise<void> {
	const width = await page.evaluate(() => document.scrollingElement!.scrollWidth);
	expect(width, 'the page is no wider than its screen').toBeLessThanOrEqual(
		page.viewportSize()!.width,
	);
}

/** On a phone the Files panel is a drawer, which closes again when a thing in it was chosen. */
export async function openPanel(page: Page): Promise<void> {
	if (!isOnPhone(page)) return;
	await choose(page.getByRole('button', { name: 'Files', exact: true }));
	await expect(page.getByRole('dialog', { name: 'Files panel' })).toBeVisible();
}

/** Chooses what the Files panel lists, opening the panel and its last group where they are not. */
export async function chooseInLog(page: Page, name: string | RegExp): Promise<void> {
	await openPanel(page);
	const group = page.getByRole('treeitem', { name: 'Audit Log' });
	await expect(group).toBeVisible();
	if ((await group.getAttribute('aria-expanded')) === 'false') {
		await choose(group.getByRole('button'));
	}
	await choose(page.getByRole('treeitem', { name }).first().getByRole('link'));
}

export const DAY_NAME = /^\d{4}-\d{2}-\d{2}/;

/** What a finger moves a list by, at most, from one frame to the next. */
const SWIPE_PX_MAX = 200;

/** Moves a list as a swipe over so many px does: some in each frame, without a key or a click. */
export async function swipe(target: Locator, distance: number): Promise<void> {
	await target.evaluate(
		async (element, { distance, most }) => {
			for (let left = distance; left !== 0;) {
				const px = Math.max(-most, Math.min(most, left));
				element.scrollBy({ top: px, behavior: 'instant' });
				left -= px;
				await new Promise(requestAnimationFrame);
			}
		},
		{ distance, most: SWIPE_PX_MAX },
	);
}

/** Hides a page, or shows it again, as a browser does with its tabs: a test's own pages are all shown. */
export async function setShown(page: Page, isShown: boolean): Promise<void> {
	await page.evaluate(
		(value) => {
			Object.defineProperty(document, 'visibilityState', { value, configurable: true });
			document.dispatchEvent(new Event('visibilitychange'));
		},
		isShown ? 'visible' : 'hidden',
	);
}

/** What a day's export menu gives. */
export async function exported(page: Page, format: RegExp): Promise<Buffer> {
	await choose(page.getByRole('button', { name: 'Export' }));
	const download = page.waitForEvent('download');
	await choose(page.getByRole('menuitem', { name: format }));
	return readFile(await (await download).path());
}

/** Creates the first admin on the page that the set-up link opens, as a person does. */
export async function setUpByHand(page: Page, server: RunningServer): Promise<void> {
	await page.goto(server.setupUrl!);
	await page.getByLabel('Username').fill('robin');
	await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
	const folder = page.getByRole('radio', { name: /^robin/ });
	if ((await folder.count()) > 0) await folder.check();
	await page.getByRole('button', { name: 'Create the account' }).click();
	await expect(page).toHaveURL(`${server.url}/`);
}

/** Creates the first admin without a page, which would cost seconds, and gives the cookies of its session. */
export async function setUp(server: RunningServer, sampleData = true): Promise<Cookies> {
	const [, secret] = server.setupUrl!.split('#');
	const context = await request.newContext({ extraHTTPHeaders: { origin: server.url } });
	const made = await context.post(`${server.url}/trpc/setup.createAdmin`, {
		data: { secret, username: 'robin', password: PASSWORD, sampleData },
	});
	expect(made.ok(), await made.text()).toBe(true);
	const { cookies } = await context.storageState();
	await context.dispose();
	return cookies;
}

export async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
	await page.getByLabel('Username').fill(username);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await choose(page.getByRole('button', { name: 'Sign in' }));
}
