import { expect, test, type Page } from '@playwright/test';
import { useAgentLog } from '../agent-log.ts';
import { choose, expectNoSideways, isOnPhone, swipe } from '../page-actions.ts';

const FAR_PX = 20_000;

const log = useAgentLog();

const grid = (page: Page) => page.getByRole('grid');
const rowOf = (page: Page, step: string) =>
	grid(page)
		.getByRole('row')
		.filter({ has: page.getByText(step, { exact: true }) });
const hasRows = (page: Page, count: number) =>
	expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1));

/** The same call repeated, each time with another result. */
async function repeat(step: string, count: number): Promise<void> {
	await log.agent.record(
		Array.from({ length: count }, () => ({
			tool: 'job.status',
			args: { step },
			result: `answer ${++log.written}`,
		})),
	);
}

/** A number of calls that all differ. */
async function goOn(name: string, count: number): Promise<void> {
	await log.agent.record(
		Array.from({ length: count }, (_, at) => ({
			tool: 'job.start',
			args: { step: `${name}-${at + 1}` },
			result: 'started',
		})),
	);
}

async function openFolded(page: Page): Promise<void> {
	await page.goto(`${log.server.url}/audit/${log.agent.day}`);
	await expect(page.getByRole('status').filter({ hasText: /^Live$/ })).toBeVisible();
	await choose(page.getByRole('button', { name: 'View' }));
	const view = page.getByRole('dialog', { name: 'View' });
	await choose(view.getByText('Fold repeated calls'));
	await choose(page.getByRole('heading', { level: 1 }));
	await expect(view).toBeHidden();
}

test('a repeat of a folded call raises the count of its row, and other calls follow it', async ({
	page,
}) => {
	await repeat('build', 3);
	await openFolded(page);
	await hasRows(page, 1);
	await expect(rowOf(page, 'build')).toContainText('×3');

	await repeat('build', 2);
	await expect(rowOf(page, 'build')).toContainText('×5');
	await hasRows(page, 1);

	await goOn('deploy', 1);
	await repeat('check', 1);
	await hasRows(page, 3);
	await expect(rowOf(page, 'check')).not.toContainText('×');
	await repeat('check', 1);
	await expect(rowOf(page, 'check')).toContainText('×2');
	await expect(rowOf(page, 'build')).toContainText('×5');
	await expect(rowOf(page, 'deploy-1')).toHaveCount(1);
	await hasRows(page, 3);
	await expectNoSideways(page);
});

test('the end of a folded day is followed, and does not move a reader who is elsewhere', async ({
	page,
}) => {
	await goOn('first', 60);
	await repeat('build', 3);
	await openFolded(page);
	await hasRows(page, 61);
	if (isOnPhone(page)) await swipe(grid(page), FAR_PX);
	else {
		await grid(page).focus();
		await page.keyboard.press('End');
	}
	await expect(rowOf(page, 'build')).toBeInViewport();

	await repeat('build', 2);
	await expect(rowOf(page, 'build')).toContainText('×5');
	await expect(rowOf(page, 'build')).toBeInViewport();
	await goOn('second', 40);
	await hasRows(page, 101);
	await expect(rowOf(page, 'second-40')).toBeInViewport();
	await repeat('test', 4);
	await hasRows(page, 102);
	await expect(rowOf(page, 'test')).toBeInViewport();
	await expect(rowOf(page, 'test')).toContainText('×4');

	if (isOnPhone(page)) await swipe(grid(page), -FAR_PX);
	else await page.keyboard.press('Home');
	await expect(rowOf(page, 'first-1')).toBeInViewport();
	await goOn('third', 7);
	await hasRows(page, 109);
	await expect(page.getByText('7 new calls', { exact: true }).and(page.locator('p'))).toBeVisible();
	await expect(rowOf(page, 'first-1')).toBeInViewport();
	await expect(rowOf(page, 'first-1')).toHaveCount(1);
	await expectNoSideways(page);
});
