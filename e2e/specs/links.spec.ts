import { expect, test, type Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	callDetail,
	choose,
	chooseInCall,
	expectNoSideways,
	PASSWORD,
	signIn,
} from '../page-actions.ts';
import { useSignedIn } from '../signed-in.ts';

const DAY = '2026-11-20';
const ROWS = 200;
const STATUSES = ['ok', 'ok', 'denied', 'ok', 'error'];
const TOOLS = ['shell.run', 'files.read', 'web.fetch'];

const spec = useSignedIn();

function line(at: number): string {
	return JSON.stringify({
		ts: `${DAY}T10:00:00`,
		user: 'casey',
		tool: TOOLS[at % TOOLS.length],
		args: { step: `step-${at}` },
		status: STATUSES[at % STATUSES.length],
		result_chars: 4,
		result_snippet: `step-${at} is done`,
	});
}

test.beforeAll(async () => {
	const folder = join(spec.server.home, 'casey', 'tool_audit');
	await mkdir(folder, { recursive: true });
	const lines = Array.from({ length: ROWS }, (_, at) => `${line(at)}\n`);
	await writeFile(join(folder, `${DAY}.jsonl`), lines.join(''));
});
/** The rows on the screen, each by the step that its args name. */
async function stepsShown(page: Page): Promise<string[]> {
	const rows = await page.getByRole('grid').getByRole('row').allTextContents();
	return rows.flatMap((text) => /step-\d+/.exec(text)?.[0] ?? []);
}

/** Steps of the denied calls of one tool. */
const WANTED = Array.from({ length: ROWS }, (_, at) => at)
	.filter((at) => STATUSES[at % STATUSES.length] === 'denied' && at % TOOLS.length === 0)
	.map((at) => `step-${at}`);

async function filterByClicks(page: Page): Promise<void> {
	await page.goto(`${spec.server.url}/audit/${DAY}?user=casey`);
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(ROWS + 1));
	await choose(page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'denied' }));
	await expect(page).toHaveURL(/status=denied/);
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(ROWS / 5 + 1));
	const row = page.getByRole('row').filter({ hasText: WANTED[0]! });
	await choose(row.getByRole('gridcell').first());
	await chooseInCall(page, 'Filter to this tool');
	await expect(page).toHaveURL(/tool=/);
	await choose(page.getByRole('button', { name: 'Close (Esc)' }));
	await expect(page).not.toHaveURL(/row=/);
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', `${WANTED.length + 1}`);
}

test(
	'a filter set by clicks is a link that shows another admin the same rows',
	{ tag: '@phone' },
	async ({ browser, page }) => {
		const made = await page.request.post(`${spec.server.url}/trpc/accounts.create`, {
			headers: { origin: spec.server.url },
			data: { username: 'sam', role: 'admin', password: PASSWORD },
		});
		expect(made.ok()).toBe(true);
		await filterByClicks(page);
		await expect.poll(() => stepsShown(page)).toEqual(WANTED);

		const elsewhere = await browser.newContext();
		const other = await elsewhere.newPage();
		await other.goto(page.url());
		await expect(other).toHaveURL(/\/login/);
		await signIn(other, 'sam');
		await expect(other).toHaveURL(page.url());
		await expect(other.getByRole('grid')).toHaveAttribute('aria-rowcount', `${WANTED.length + 1}`);
		await expect.poll(() => stepsShown(other)).toEqual(WANTED);
		await elsewhere.close();
	},
);

test('typed text and a choice right after it are both kept, and Back undoes each as a whole', async ({
	page,
}) => {
	await page.goto(`${spec.server.url}/audit/${DAY}?user=casey`);
	const rows = page.getByRole('grid');
	await expect(rows).toHaveAttribute('aria-rowcount', String(ROWS + 1));
	await page.getByRole('searchbox').pressSequentially('step-1', { delay: 20 });
	await page.getByRole('button', { name: /^denied/ }).click();
	const [typed, chosen] = [111, 22];
	await expect(rows).toHaveAttribute('aria-rowcount', String(chosen + 1));
	await expect(page).toHaveURL(/status=denied.*q=step-1$|q=step-1.*status=denied/);
	await page.goBack();
	await expect(page.getByRole('searchbox')).toHaveValue('step-1');
	await expect(page).not.toHaveURL(/status/);
	await page.goBack();
	await expect(page).not.toHaveURL(/q=/);
	await expect(rows).toHaveAttribute('aria-rowcount', String(ROWS + 1));

	await page.getByRole('searchbox').pressSequentially('step-1', { delay: 20 });
	await expect(page).toHaveURL(/q=step-1$/);
	await expect(rows).toHaveAttribute('aria-rowcount', String(typed + 1));
	await page.goBack();
	await expect(page.getByRole('searchbox')).toHaveValue('');
	await expect(rows).toHaveAttribute('aria-rowcount', String(ROWS + 1));
});

test('half a regular expression is asked for once, and the rows stay', async ({ page }) => {
	let asked = 0;
	page.on('request', (request) => {
		if (/audit\.readDay/.test(request.url()) && /\(step/.test(request.url())) asked++;
	});
	await page.goto(`${spec.server.url}/audit/${DAY}?user=casey`);
	const rows = page.getByRole('grid');
	await expect(rows).toHaveAttribute('aria-rowcount', String(ROWS + 1));
	const field = page.getByRole('searchbox');
	// On a phone the button is there when the field is open.
	await choose(field);
	await choose(page.getByRole('button', { name: 'Regular expression' }));
	await field.fill('(step');
	await expect(page.getByRole('alert')).toHaveText('Missing closing parenthesis.');
	await expect(page).toHaveURL(/q=%28step/);
	await choose(rows.getByRole('row').nth(3).getByRole('gridcell').first());
	await expect(callDetail(page)).toContainText('is done');
	expect(asked).toBe(1);
	await expect(rows).toHaveAttribute('aria-rowcount', String(ROWS + 1));
	await expect(page.getByText('Searching the day')).toHaveCount(0);
	await field.fill('(step-1)$');
	await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a search that takes long says so and can be stopped, also one of an address', async ({
	page,
}) => {
	await page.route(/audit\.readDay[^?]*\?.*step-1/, () => new Promise(() => undefined));
	const day = `${spec.server.url}/audit/${DAY}?user=casey`;
	const rows = page.getByRole('grid');
	const stop = page.getByRole('button', { name: 'Stop', exact: true });
	await page.goto(day);
	await expect(rows).toHaveAttribute('aria-rowcount', String(ROWS + 1));
	await page.getByRole('searchbox').fill('step-1');
	for (const address of [undefined, `${day}&q=step-1`]) {
		if (address) await page.goto(address);
		await expect(page.getByText('Searching the day')).toBeVisible();
		await stop.click();
		await expect(rows).toHaveAttribute('aria-rowcount', String(ROWS + 1));
		await expect(page.getByRole('searchbox')).toHaveValue('');
		await expect(page.getByText('Searching the day')).toHaveCount(0);
	}
});

test('a row found by a filter is shown among its neighbours', async ({ page }) => {
	await filterByClicks(page);
	const found = WANTED[9]!;
	const at = Number(found.slice('step-'.length));
	const row = page.getByRole('row').filter({ hasText: found });
	await choose(row.getByRole('gridcell').first());
	await chooseInCall(page, 'Show in context');
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(ROWS + 1));
	const current = page.getByRole('row', { selected: true });
	await expect(current).toBeInViewport();
	await expect(current).toContainText(found);
	await expect(current).toHaveAttribute('aria-rowindex', String(at + 2));
	const shown = await stepsShown(page);
	expect(shown).toContain(`step-${at - 1}`);
	expect(shown).toContain(`step-${at + 1}`);
	await expect(page).not.toHaveURL(/status=|tool=/);
});

const WRONG: Record<string, { path: string; says: string }> = {
	'a day without a log': { path: '/audit/2020-01-01', says: 'No calls on this day' },
	'a date that does not exist': { path: '/audit/2026-02-31', says: 'This is not a day' },
	'such a date on paper': { path: '/audit/2026-02-31/print', says: 'This is not a day' },
	'a file that is not there': { path: '/files/no/such.md', says: 'There is no such file' },
	'a call that is not there': {
		path: `/audit/${DAY}?user=casey&row=nonsense`,
		says: 'Call not found',
	},
	'a user who does not exist': {
		path: `/audit/${DAY}?user=nobody-here`,
		says: 'There is no such log',
	},
	'a page that does not exist': { path: '/nowhere', says: 'There is nothing at this address' },
};

for (const [name, { path, says }] of Object.entries(WRONG)) {
	test(`${name} shows a message`, async ({ page }) => {
		await page.goto(spec.server.url + path);
		await expect(page.getByText(says)).toBeVisible();
		await expect(page.getByRole('link', { name: 'Tool Audit' })).toBeVisible();
		await expectNoSideways(page);
	});
}

test(
	'a log that may not be read is one message, whatever page it is asked for on',
	{ tag: '@deep' },
	async ({ browser, page }) => {
		const made = await page.request.post(`${spec.server.url}/trpc/accounts.create`, {
			headers: { origin: spec.server.url },
			data: { username: 'uma', role: 'user', password: PASSWORD },
		});
		expect(made.ok()).toBe(true);
		const elsewhere = await browser.newContext();
		const other = await elsewhere.newPage();
		await other.goto(`${spec.server.url}/`);
		await signIn(other, 'uma');
		await expect(other).toHaveURL(`${spec.server.url}/`);
		for (const path of [`${DAY}`, 'recent', 'search', `${DAY}/print`, `${DAY}?row=x`]) {
			const owner = path.includes('?') ? '&user=casey' : '?user=casey';
			await other.goto(`${spec.server.url}/audit/${path}${owner}`);
			await expect(other.getByText('There is no such log')).toBeVisible();
			for (const role of ['search', 'grid', 'alert'] as const) {
				await expect(other.getByRole(role)).toHaveCount(0);
			}
			// The panel has the reader's own files and log.
			await expect(other.locator('body')).not.toContainText(/you can’t read|as an admin|casey/);
		}
		await other.getByRole('link', { name: 'Go to your log' }).click();
		await expect(other).toHaveURL(/user=uma/);
		await expect(other.getByText('No calls on this day')).toBeVisible();
		await elsewhere.close();
	},
);
