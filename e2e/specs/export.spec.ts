import { expect, test, type Page } from '@playwright/test';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../server.ts';

const DAY = '2026-11-20';
const LINES = ['ok', 'denied', 'error', 'denied', 'ok'].map(
	(status, at) =>
		`{"ts": "${DAY}T10:00:0${at}",  "user": "robin", "tool": "t${at}", "args": {"cell": "=cmd()"}, "status": "${status}", "result_chars": 1, "result_snippet": "é"}`,
);

let server: RunningServer;

test.beforeEach(async ({ page }) => {
	server = await startServer();
	const folder = join(server.home, 'robin', 'tool_audit');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, `${DAY}.jsonl`), LINES.map((line) => `${line}\n`).join(''));
	await page.goto(server.setupUrl!);
	await page.getByLabel('Username').fill('robin');
	await page.getByLabel('Password', { exact: true }).fill('a long enough secret');
	await page.getByRole('radio', { name: /^robin/ }).check();
	await page.getByRole('button', { name: 'Create the account' }).click();
	await expect(page).toHaveURL(`${server.url}/`);
	await page.goto(`${server.url}/audit/${DAY}?status=denied`);
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
});
test.afterEach(() => server.stop());

async function exported(page: Page, format: RegExp): Promise<string> {
	await page.getByRole('button', { name: 'Export' }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: format }).click();
	return readFile(await (await download).path(), 'utf8');
}

test('JSONL holds exactly the filtered lines, byte for byte', async ({ page }) => {
	expect(await exported(page, /^JSONL/)).toBe(`${LINES[1]}\n${LINES[3]}\n`);
});

test('a spreadsheet gets no formula from an entry', async ({ page }) => {
	const csv = await exported(page, /^CSV/);
	expect(csv).toContain('cmd()');
	expect(csv.split(/[\r\n,]+/).filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
});

test('an export is an entry in the log of who made it', async ({ page }) => {
	await exported(page, /^JSON /);
	const today = new Date().toISOString().slice(0, 10);
	await page.goto(`${server.url}/audit/${today}`);
	await expect(page.getByRole('gridcell', { name: 'tool_audit.export' })).toBeVisible();
});
