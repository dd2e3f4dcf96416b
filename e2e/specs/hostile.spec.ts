import { expect, test, type Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callDetail, choose, expectNoSideways, exported, rawLine } from '../page-actions.ts';
import { useSignedIn } from '../signed-in.ts';

const DAY = '2026-11-20';
const MARKUP =
	'<img src=x onerror="window.ran=1"><svg onload="window.ran=2"></svg><script>window.ran=3</script>';
const LINK = 'javascript:window.ran=4';
const ESCAPES = '\u001b[31mred\u001b[0m \u001b]8;;http://evil.test\u0007click\u001b]8;;\u0007';
const BIDI = 'invoice\u202Efdp.exe \u2066hidden\u2069 \u200B';
const FORMULAS = ['=HYPERLINK("http://evil.test")', '+1', '-2+3', '@SUM(1)', '\t=1', '＝cmd()'];

const spec = useSignedIn({ sampleData: false });
/** What the page must never do: send requests to other hosts, or open dialogs. */
let strange: string[];

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

const LINES: string[] = [
	entry({ tool: MARKUP, args: { [MARKUP]: MARKUP, url: LINK }, result_snippet: MARKUP }),
	entry({ tool: LINK, args: { href: LINK }, status: MARKUP, result_snippet: LINK }),
	entry({ tool: ESCAPES, args: { text: ESCAPES }, result_snippet: ESCAPES }),
	entry({ tool: BIDI, args: { path: BIDI }, result_snippet: BIDI }),
	`{"ts":"${DAY}T10:00:00","user":"robin","tool":"proto","args":{"__proto__":{"polluted":true},"constructor":{"prototype":1}},"status":"ok","result_chars":1,"result_snippet":"x"}`,
	`{"ts":"${DAY}T10:00:00","user":"robin","tool":"deep","args":${nested(3000)},"status":"ok","result_chars":1,"result_snippet":"x"}`,
	`{"ts":"${DAY}T10:00:00","user":"robin","tool":"torn","args":{"text":"${MARKUP.replaceAll('"', '\\"')}`,
	...FORMULAS.map((text) => entry({ tool: text, args: { [text]: text }, result_snippet: text })),
	entry({ tool: 'long', args: { text: 'x'.repeat(20 * 1024 * 1024) } }),
	entry({ tool: 'last', result_snippet: 'the neighbour of all these' }),
];

const TEXT = `${LINES.join('\n')}\n`;

test.beforeAll(async () => {
	const folder = join(spec.server.home, 'robin', 'tool_audit');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, `${DAY}.jsonl`), TEXT);
	await writeFile(join(folder, '2026-11-19.jsonl'), LINES.at(-1)!);
	await writeFile(join(folder, '2026-11-21.jsonl'), LINES.at(-1)!);
	await writeFile(
		join(spec.server.home, 'robin', 'hostile.md'),
		`${MARKUP}\n\n[go](${LINK})\n\n![x](http://evil.test/x.png)\n`,
	);
});
test.beforeEach(({ page }) => {
	strange = [];
	page.on('request', (request) => {
		if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(spec.server.url)) {
			strange.push(request.url());
		}
	});
	page.on('dialog', () => strange.push('dialog'));
});
test.afterEach(async ({ page }) => {
	expect(await page.evaluate(() => 'ran' in window)).toBe(false);
	expect(await page.evaluate(() => 'polluted' in Object.prototype)).toBe(false);
	expect(strange).toEqual([]);
	await expectNoSideways(page);
});

const LIVING = 'a[href^="javascript:"], script, svg[onload], img[onerror], iframe, object';

async function expectOnlyText(page: Page): Promise<void> {
	await expect(page.getByRole('main').locator(LIVING)).toHaveCount(0);
}

async function openDay(page: Page): Promise<void> {
	await page.goto(`${spec.server.url}/audit/${DAY}`);
	const grid = page.getByRole('grid');
	await expect(grid).toHaveAttribute('aria-rowcount', String(LINES.length + 1));
	await expect(grid.getByText('shell.run').or(grid.getByText('<img src=x')).first()).toBeVisible();
}

test('every value of an entry is shown as text, in the table and in the detail', async ({
	page,
}) => {
	await openDay(page);
	await expectOnlyText(page);
	await choose(page.getByRole('row').nth(1).getByRole('gridcell').first());
	for (let row = 1; row <= LINES.length; row++) {
		await expect(rawLine(page, row)).toBeVisible();
		await expectOnlyText(page);
		if (row < LINES.length) await choose(page.getByRole('button', { name: 'Next call' }));
	}
	await expect(callDetail(page)).toContainText('the neighbour of all these');
});

test('every part of a file is shown as text in its preview', async ({ page }) => {
	await page.goto(`${spec.server.url}/files/hostile.md`);
	await expect(page.getByRole('button', { name: 'Preview', exact: true })).toBeVisible();
	await expect(page.getByRole('main')).toContainText('go');
	await expectOnlyText(page);
});

test('every value of an entry is shown as text in the print view and on paper', async ({
	page,
}) => {
	await openDay(page);
	await choose(page.getByRole('button', { name: 'View' }));
	await choose(page.getByRole('link', { name: 'Print view' }));
	const printed = page.getByRole('list', { name: 'Calls' }).getByRole('listitem');
	await expect(printed).toHaveCount(LINES.length);
	await expect(printed.first()).toContainText(MARKUP);
	await expect(printed.last()).toContainText('the neighbour of all these');
	await expectOnlyText(page);
	await expectNoSideways(page);
	await page.emulateMedia({ media: 'print' });
	await expect(printed.last()).toBeVisible();
	expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
	await page.emulateMedia({ media: null });
});

test(
	'a button about to be tapped stays in place when the counts arrive',
	{ tag: '@phone' },
	async ({ page }) => {
		let release: () => void = () => undefined;
		const released = new Promise<void>((resolve) => (release = resolve));
		await page.route(/\/trpc\/[^?]*audit\.(summary|listDays)/, async (route) => {
			await released;
			await route.continue();
		});
		await openDay(page);
		const button = page.getByRole('button', { name: 'Export' });
		const before = await button.boundingBox();
		release();
		await expect(page.getByRole('button', { name: /^damaged \d/ })).toBeAttached();
		await expect(page.getByRole('link', { name: /^Day before/ })).toBeVisible();
		expect(await button.boundingBox()).toEqual(before);
	},
);

test('a JSONL export downloads exactly the bytes of the file', async ({ page }) => {
	await openDay(page);
	expect((await exported(page, /^JSONL/)).equals(Buffer.from(TEXT))).toBe(true);
	await expect(page).toHaveURL(new RegExp(`/audit/${DAY}\\?user=robin$`));
});

test('a JSON export downloads data, each row at its index', async ({ page }) => {
	await openDay(page);
	const text = (await exported(page, /^JSON /)).toString();
	const rows = JSON.parse(text) as Record<string, unknown>[];
	expect(rows).toHaveLength(LINES.length);
	expect(rows[0]).toMatchObject({ tool: MARKUP, args: { [MARKUP]: MARKUP, url: LINK } });
	expect(rows[2]).toMatchObject({ tool: ESCAPES });
	expect(rows[6]).toMatchObject({ position: 6, damaged: 'torn' });
	// An unescaped control character would take effect in a terminal that shows the file.
	expect(text).not.toContain('\u001b');
	await expect(page).toHaveURL(new RegExp(`/audit/${DAY}\\?user=robin$`));
});

test('a CSV export downloads no formula', async ({ page }) => {
	await openDay(page);
	const csv = (await exported(page, /^CSV/)).toString().replace(/^\uFEFF/, '');
	for (const text of FORMULAS) {
		// A tab may separate cells, so that a formula behind it is guarded too.
		const guarded = `'${text.replaceAll('"', '""').replace(/(?<=^\t)(?==)/, "'")}`;
		expect(csv).toContain(guarded);
	}
	const cells = cellsOf(csv);
	expect(cells.length).toBeGreaterThan(LINES.length * 8);
	expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell))).toEqual([]);
	await expect(page).toHaveURL(new RegExp(`/audit/${DAY}\\?user=robin$`));
});

/** RFC 4180 §2: a quoted cell may contain commas, line breaks and doubled quotes. */
function cellsOf(csv: string): string[] {
	return Array.from(csv.matchAll(/"((?:[^"]|"")*)"|([^",\r\n]+)/g), ([, quoted, plain]) =>
		(quoted ?? plain ?? '').replaceAll('""', '"'),
	);
}
