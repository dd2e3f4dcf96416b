import { expect, test } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../server.ts';

const DAY = '2026-11-20';
const MARKUP =
	'<img src=x onerror="window.ran=1"><svg onload="window.ran=2"></svg><script>window.ran=3</script>';
const LINK = 'javascript:window.ran=4';
const ESCAPES = '\u001b[31mred\u001b[0m \u001b]8;;http://evil.test\u0007click\u001b]8;;\u0007';
const BIDI = 'invoice\u202Efdp.exe \u2066hidden\u2069 \u200B';

let server: RunningServer;

function entry(fields: Record<string, unknown>): string {
	return JSON.stringify({
		ts: `${DAY}T10:00:00`,
		user: 'robin',
		tool: 'shell.run',
		args: {},
		status: 'ok',
		result_chars: 4,
		result_snippet: 'fine',
		...fields,
	});
}

function nested(levels: number): string {
	return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

const LINES = [
	entry({ tool: MARKUP, args: { [MARKUP]: MARKUP, url: LINK }, result_snippet: MARKUP }),
	entry({ tool: LINK, args: { href: LINK }, status: MARKUP, result_snippet: LINK }),
	entry({ tool: ESCAPES, args: { text: ESCAPES }, result_snippet: ESCAPES }),
	entry({ tool: BIDI, args: { path: BIDI }, result_snippet: BIDI }),
	`{"ts":"${DAY}T10:00:00","user":"robin","tool":"proto","args":{"__proto__":{"polluted":true},"constructor":{"prototype":1}},"status":"ok","result_chars":1,"result_snippet":"x"}`,
	`{"ts":"${DAY}T10:00:00","user":"robin","tool":"deep","args":${nested(3000)},"status":"ok","result_chars":1,"result_snippet":"x"}`,
	`{"ts":"${DAY}T10:00:00","user":"robin","tool":"torn","args":{"text":"${MARKUP.replaceAll('"', '\\"')}`,
	entry({ tool: 'long', args: { text: 'x'.repeat(20 * 1024 * 1024) } }),
	entry({ tool: 'last', result_snippet: 'the neighbour of all these' }),
];

test.beforeAll(async () => {
	server = await startServer();
	const folder = join(server.home, 'robin', 'tool_audit');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, `${DAY}.jsonl`), `${LINES.join('\n')}\n`);
	await writeFile(
		join(server.home, 'robin', 'hostile.md'),
		`${MARKUP}\n\n[go](${LINK})\n\n![x](http://evil.test/x.png)\n`,
	);
});
test.afterAll(() => server.stop());

test('whatever an entry holds is text, on the table, in the detail and in a file', async ({
	page,
}) => {
	const elsewhere: string[] = [];
	page.on('request', (request) => {
		if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) {
			elsewhere.push(request.url());
		}
	});
	page.on('dialog', () => elsewhere.push('dialog'));
	await page.goto(server.setupUrl!);
	await page.getByLabel('Username').fill('robin');
	await page.getByLabel('Password', { exact: true }).fill('a long enough secret');
	await page.getByRole('radio', { name: /^robin/ }).check();
	await page.getByRole('button', { name: 'Create the account' }).click();
	await expect(page).toHaveURL(`${server.url}/`);

	await page.goto(`${server.url}/audit/${DAY}`);
	const grid = page.getByRole('grid');
	await expect(grid).toHaveAttribute('aria-rowcount', String(LINES.length + 1));
	await expect(grid).toContainText('the neighbour of all these');
	const rows = await grid.getByRole('row').count();
	for (let at = 1; at < rows; at++) {
		await grid.getByRole('row').nth(at).getByRole('gridcell').first().click();
		await expect(page).toHaveURL(/row=/);
		await expect(page.getByText(`Row ${at}`, { exact: true })).toBeVisible();
		expect(await page.locator('main a[href^="javascript:"], main img, main script').count()).toBe(
			0,
		);
	}

	await page.goto(`${server.url}/files/hostile.md`);
	await expect(page.getByRole('button', { name: 'Preview', exact: true })).toBeVisible();
	await expect(page.getByRole('main')).toContainText('go');
	expect(
		await page.locator('main a[href^="javascript:"], main script, main svg[onload]').count(),
	).toBe(0);

	expect(await page.evaluate(() => 'ran' in window)).toBe(false);
	expect(await page.evaluate(() => 'polluted' in Object.prototype)).toBe(false);
	expect(elsewhere).toEqual([]);
});
