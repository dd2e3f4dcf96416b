import { expect, test } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../server.ts';
import { choose, setUpByHand } from '../page-actions.ts';

const DAY = '2026-11-22';
/** A mark has room for its time beside the next one. */
const MARKS_MAX = 30;

let server: RunningServer;

test.beforeEach(async () => {
	server = await startServer();
});
test.afterEach(() => server.stop());

function line(ts: string, tool: string): string {
	const entry = { ts, user: 'robin', tool, args: {}, status: 'ok' };
	return `${JSON.stringify({ ...entry, result_chars: 0, result_snippet: '' })}\n`;
}

test('two calls with wrong clocks leave the time axis unchanged, and are counted', async ({
	page,
}) => {
	const log = join(server.home, 'robin/tool_audit');
	await mkdir(log, { recursive: true });
	const morning = Array.from({ length: 60 }, (_, minute) => {
		return line(`${DAY}T08:${String(minute).padStart(2, '0')}:00Z`, 'files.read');
	});
	const wrong = [
		line('0001-01-01T00:00:00Z', 'ancient.call'),
		line('9999-12-31T00:00:00Z', 'far.call'),
	];
	await writeFile(join(log, `${DAY}.jsonl`), [...morning, ...wrong].join(''));
	await setUpByHand(page, server);

	await page.goto(`${server.url}/audit/${DAY}`);
	const timeline = page.getByRole('img', { name: /^Calls over the day: 60 calls from .* to .*/ });
	await expect(timeline).toHaveAccessibleName(/2 at times that are not of this day/);
	const marks = await page.locator('[data-tick]').count();
	expect(marks).toBeGreaterThan(1);
	expect(marks).toBeLessThan(MARKS_MAX);

	const grid = page.getByRole('grid');
	await expect(grid).toHaveAttribute('aria-rowcount', '63');
	await choose(page.getByRole('button', { name: '1 before this day' }));
	await expect(grid).toHaveAttribute('aria-rowcount', '2');
	await expect(grid).toContainText('ancient.call');
	await expect(page.getByRole('button', { name: /^Time: until 2\d Nov/ })).toBeVisible();
	await choose(page.getByRole('button', { name: '1 after this day' }));
	await expect(grid).toContainText('far.call');
});
