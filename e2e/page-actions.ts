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
/** From this width on, the Files panel is beside the content. */
const BESIDE_PX_MIN = 768;

export type Cookies = Exclude<
	NonNullable<BrowserContextOptions['storageState']>,
	string
>['cookies'];

/** A small touch screen instead of a large one with a mouse. */
export function isOnPhone(page: Page): boolean {
	return page.viewportSize()!.width < BESIDE_PX_MIN;
}

/** Clicks or, on a phone, taps. Before a tap it checks that the page is no wider than its screen. */
export async function choose(target: Locator): Promise<void> {
	if (!isOnPhone(target.page())) return target.click();
	await expectNoSideways(target.page());
	await target.tap();
}

/** A page wider than its screen would slide under the thumb. */
export async function expectNoSideways(page: Page): Promise<void> {
	const width = await page.evaluate(() => document.scrollingElement!.scrollWidth);
	expect(width, 'the page is no wider than its screen').toBeLessThanOrEqual(
		page.viewportSize()!.width,
	);
}

/** On a phone the Files panel is a drawer, which closes when something in it is chosen. */
export async function openPanel(page: Page): Promise<void> {
	if (!isOnPhone(page)) return;
	await choose(page.getByRole('button', { name: 'Files', exact: true }));
	await expect(page.getByRole('dialog', { name: 'Files panel' })).toBeVisible();
}

/** Chooses a place of the panel: Home, Recent, Search, Everyone. */
export async function goToPlace(page: Page, name: string): Promise<void> {
	await openPanel(page);
	const places = page.getByRole('navigation', { name: 'Places' });
	await choose(places.getByRole('link', { name, exact: true }));
}

/** Chooses a day of the Audit Log. Opens the panel and the group first if they are closed. */
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
/** The address of one of robin's days. */
export const DAY_ADDRESS = /\/audit\/\d{4}-\d{2}-\d{2}\?user=robin$/;

/** The day that the page's address names. */
export function dayShown(page: Page): string {
	return new URL(page.url()).pathname.slice(-'2026-11-22'.length);
}

/** The most that a finger moves a list from one frame to the next. */
const SWIPE_PX_MAX = 200;

/** Scrolls a list by a distance in px as a swipe does: a part in each frame, without a key or a click. */
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

/** Hides a page or shows it again, as a browser does with tabs. Playwright's own pages all count as shown. */
export async function setShown(page: Page, isShown: boolean): Promise<void> {
	await page.evaluate(
		(value) => {
			Object.defineProperty(document, 'visibilityState', { value, configurable: true });
			document.dispatchEvent(new Event('visibilitychange'));
		},
		isShown ? 'visible' : 'hidden',
	);
}

/** The file that a day's export menu downloads. */
export async function exported(page: Page, format: RegExp): Promise<Buffer> {
	await choose(page.getByRole('button', { name: 'Export' }));
	const download = page.waitForEvent('download');
	await choose(page.getByRole('menuitem', { name: format }));
	return readFile(await (await download).path());
}

/** The call that is open, in full. */
export function callDetail(page: Page): Locator {
	return page.getByRole('region', { name: 'Call detail' });
}

/** Chooses from the menu of the open call. */
export async function chooseInCall(page: Page, name: string): Promise<void> {
	await choose(callDetail(page).getByRole('button', { name: 'More', exact: true }));
	await choose(page.getByRole('menuitem', { name }));
}

/** The line at the end of an open call that says which row of the day it is. */
export function rawLine(page: Page, row: number): Locator {
	return callDetail(page).getByRole('button', { name: new RegExp(`^Raw line .*, row ${row}$`) });
}

/** Creates the first admin on the page of the set-up link, as a person does. */
export async function setUpByHand(page: Page, server: RunningServer): Promise<void> {
	await page.goto(server.setupUrl!);
	await page.getByLabel('Username').fill('robin');
	await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
	const folder = page.getByRole('radio', { name: /^robin/ });
	if ((await folder.count()) > 0) await folder.check();
	await page.getByRole('button', { name: 'Create the account' }).click();
	await expect(page).toHaveURL(`${server.url}/`);
}

/** Creates the first admin over HTTP, which saves seconds, and returns the cookies of its session. */
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
