import { expect, test } from '@playwright/test';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../server.ts';
import { choose, exported, isOnPhone, setUpByHand } from '../page-actions.ts';

const DAY = '2026-11-22';
/** A mark has room for its time beside the next one. */
const MARKS_MAX = 30;

let server: RunningServer;

test.beforeEach(async () => {
	server = await startServer({ env: { TOOL_AUDIT_TIME_ZONE: 'Europe/Berlin' } });
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
	await page.keyboard.press('End');
	await expect(grid).toContainText(/\d\d:\d\d (31 Dec|1 Jan) \d{4,5}/);
	await choose(page.getByRole('button', { name: '1 before this day' }));
	await expect(grid).toHaveAttribute('aria-rowcount', '2');
	await expect(grid).toContainText('ancient.call');
	await expect(page.getByRole('button', { name: /^Time: until 2\d Nov/ })).toBeVisible();
	await choose(page.getByRole('button', { name: '1 after this day' }));
	await expect(grid).toContainText('far.call');
});

/** Day files as other programs leave them. */
const REAL_WORLD = join(import.meta.dirname, '../../packages/audit-core/test/fixtures/real-world');

test.describe('read elsewhere', () => {
	test.use({ timezoneId: 'America/New_York' });

	test(
		'times in UTC are on the clock of the log, in the rows, on the axis and in what is typed',
		{ tag: '@deep' },
		async ({ page }) => {
			const log = join(server.home, 'robin/tool_audit');
			await mkdir(log, { recursive: true });
			await cp(join(REAL_WORLD, 'offset-z-in-berlin.jsonl'), join(log, '2026-11-20.jsonl'));
			await setUpByHand(page, server);
			const address = `${server.url}/audit/2026-11-20?user=robin`;
			await page.goto(address);
			const cells = page.locator('[role=gridcell].time');
			await expect(cells.first()).toHaveText('01:30:00');
			await expect(cells.first()).toHaveAttribute('title', /^2026-11-20T00:30:00Z as recorded/);
			await expect(page.getByRole('columnheader', { name: 'Time' })).toContainText('Europe/Berlin');
			// A phone has room for whole hours alone.
			const first = isOnPhone(page) ? '01:00' : '01:30';
			const name = new RegExp(`^Calls over the day: 20 calls from ${first}`);
			await expect(page.getByRole('img', { name })).toBeVisible();

			await page.keyboard.press('g');
			await page.getByRole('dialog').getByLabel('Time', { exact: true }).fill('10:30');
			await page.keyboard.press('Enter');
			await expect(page.locator('[aria-selected=true] .time')).toHaveText('10:30:00');

			await page.getByRole('button', { name: /^Time: All day/ }).click();
			await page.getByRole('textbox', { name: 'From' }).fill('20:00');
			await page.keyboard.press('Enter');
			await expect(cells).toHaveText(['20:30:00']);
			await expect(page).toHaveURL(/since=2026-11-20T19%3A00%3A00.000Z/);

			await page.goto(address);
			await expect(cells).toHaveCount(20);
			const csv = (await exported(page, /^CSV/)).toString();
			expect(csv).toContain('2026-11-20T00:30:00Z');
			await page.goto(`${server.url}/audit/2026-11-20/print?user=robin`);
			await expect(page.getByText(/Times in Europe\/Berlin\./)).toBeVisible();
		},
	);
});
