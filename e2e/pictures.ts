/**
 * Takes the screenshots of the README from the real page over the sample data, so that they stay current:
 * `pnpm pictures`.
 */
import { chromium } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import config from './playwright.config.ts';
import { AT_NOON, startServer } from './server.ts';
import { setUp } from './page-actions.ts';

const FOLDER = join(import.meta.dirname, '../docs/images');

await mkdir(FOLDER, { recursive: true });
const server = await startServer(AT_NOON);
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	await context.addCookies(await setUp(server));
	const page = await context.newPage();
	await page.goto(server.url);
	await page.getByRole('treeitem', { name: 'Audit Log' }).click();
	await page
		.getByRole('treeitem', { name: /^\d{4}-\d{2}-\d{2}/ })
		.first()
		.click();
	const denied = page.getByRole('row').filter({ hasText: 'denied' }).first();
	await denied.getByRole('gridcell').first().click();
	await page.getByText('needs approval').last().waitFor();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await page.mouse.move(0, 0);
		await page.evaluate(() => document.fonts.ready.then(() => undefined));
		await page.screenshot({ path: join(FOLDER, `day-${colorScheme}.png`), animations: 'disabled' });
	}
	await context.close();
} finally {
	await browser.close();
	await server.stop();
}
