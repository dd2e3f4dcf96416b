import { expect, test } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exported } from '../page-actions.ts';
import { useSignedIn } from '../signed-in.ts';

const DAY = '2026-11-20';
const LINES = ['ok', 'denied', 'error', 'denied', 'ok'].map(
	(status, at) =>
		`{"ts": "${DAY}T10:00:0${at}",  "user": "robin", "tool": "t${at}", "args": {"cell": "=cmd()"}, "status": "${status}", "result_chars": 1, "result_snippet": "é"}`,
);

const spec = useSignedIn({ sampleData: false });

test.beforeAll(async () => {
	const folder = join(spec.server.home, 'robin', 'tool_audit');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, `${DAY}.jsonl`), LINES.map((line) => `${line}\n`).join(''));
});
test.beforeEach(async ({ page }) => {
	await page.goto(`${spec.server.url}/audit/${DAY}?status=denied`);
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
});

test('JSONL holds exactly the filtered lines, byte for byte', async ({ page }) => {
	expect((await exported(page, /^JSONL/)).toString()).toBe(`${LINES[1]}\n${LINES[3]}\n`);
});

test('CSV contains no formula from an entry', async ({ page }) => {
	const csv = (await exported(page, /^CSV/)).toString();
	expect(csv).toContain('cmd()');
	expect(csv.split(/[\r\n,]+/).filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
});

test('an export is recorded in the log of the user who exported', async ({ page }) => {
	await exported(page, /^JSON /);
	const today = new Date().toISOString().slice(0, 10);
	await page.goto(`${spec.server.url}/audit/${today}`);
	const made = page.getByRole('row').filter({ hasText: /tool_audit\.export.*\bjson\b/s });
	await expect(made).toBeVisible();
});
