import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../server.ts';
import { setUpByHand } from '../page-actions.ts';

/** Day files as other programs leave them, with what is right for each. */
const REAL_WORLD = join(import.meta.dirname, '../../packages/audit-core/test/fixtures/real-world');
const DAY = '2026-11-20';
const NAMES = readdirSync(REAL_WORLD).filter((name) => name.endsWith('.jsonl'));

interface Expected {
	rows?: { tool: string | null; status: string; instant: string }[];
	statuses?: [written: unknown, counted: string][];
	instants?: [written: unknown, instant: string | null][];
}
const EXPECTED = JSON.parse(readFileSync(join(REAL_WORLD, 'expected.json'), 'utf8')) as Record<
	string,
	Expected
>;

let server: RunningServer;

test.beforeAll(async () => {
	server = await startServer({ env: { TOOL_AUDIT_TIME_ZONE: 'Europe/Berlin' } });
	for (const name of NAMES) {
		const log = join(server.home, name, 'tool_audit');
		await mkdir(log, { recursive: true });
		await cp(join(REAL_WORLD, name), join(log, `${DAY}.jsonl`));
	}
});
test.afterAll(() => server.stop());

const berlin = new Intl.DateTimeFormat('en-GB', {
	...{ timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' },
});
const timeOf = (instant: string | null) =>
	instant === null ? null : berlin.format(new Date(instant));

test(
	'every file of the real world is a table without a blank row',
	{ tag: '@deep' },
	async ({ page }) => {
		test.setTimeout(120_000);
		await setUpByHand(page, server);
		for (const name of NAMES) {
			await test.step(name, async () => {
				const { rows, statuses, instants } = EXPECTED[name]!;
				const address = new URLSearchParams({ user: name });
				await page.goto(`${server.url}/audit/${DAY}?${address.toString()}`);
				const cells = (column: string) => page.locator(`[role=gridcell].${column}`);
				const count = rows?.length ?? statuses?.length ?? instants?.length;
				if (count === undefined) await expect(cells('time').first()).toBeVisible();
				else await expect(cells('time')).toHaveCount(count);
				await expect(page.getByRole('alert')).toHaveCount(0);
				for (const text of await cells('args').allInnerTexts())
					expect(text.length).toBeGreaterThan(1);

				const times =
					rows?.map(({ instant }) => instant) ?? instants?.map(([, instant]) => instant);
				const told = await cells('time').allInnerTexts();
				for (const [at, instant] of (times ?? []).entries()) {
					const time = timeOf(instant);
					if (time !== null) expect(told[at]).toContain(time);
				}
				const words = await cells('status').allInnerTexts();
				for (const [at, [written, counted]] of (statuses ?? []).entries()) {
					const word = typeof written === 'string' ? written : JSON.stringify(written);
					expect(words[at]!.trim()).toBe(written === null ? counted : word);
				}
				const tools = await cells('tool').allInnerTexts();
				for (const [at, { tool, status }] of (rows ?? []).entries()) {
					if (tool !== null)
						expect(tools[at]!.replace(/\s+/g, '')).toContain(tool.replace(/ /g, ''));
					if (status === 'unknown') expect(words[at]!.trim()).toBe('unknown');
				}
			});
		}
		const address = new URLSearchParams({
			user: 'schema-timestamp-toolName.jsonl',
			status: 'denied',
		});
		await page.goto(`${server.url}/audit/${DAY}?${address.toString()}`);
		await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4');
		await page.locator('[role=gridcell].time a').nth(1).click();
		await expect(page.getByText('Read as a Kubernetes audit event').last()).toBeVisible();
	},
);
