import { expect, test } from '@playwright/test';
import { startAgent } from '../agent.ts';
import { violations } from '../axe.ts';
import { callDetail, choose, expectNoSideways, setUp } from '../page-actions.ts';
import { startServer } from '../server.ts';

/** Assembled from parts, so that secret scanners do not report this file. */
const TOKEN = ['ghp', '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae0123456'].join('_');

test(
	'a secret in an older call leads from Home to its row',
	{ tag: '@deep' },
	async ({ context, page }) => {
		const first = await startServer();
		await context.addCookies(await setUp(first, false));
		const agent = await startAgent(page, first);
		await agent.record([{ result: 'plain' }, { tool: 'shell.run', result: `is ${TOKEN}` }]);
		await first.halt();
		// A server counts some seconds after its start, in the background.
		const server = await startServer({ folders: { home: first.home, data: first.data } });
		try {
			await page.goto(server.url);
			await expect(page.getByText('1 secret may be in your log, on 1 day')).toBeVisible();
			await choose(page.getByRole('link', { name: 'Review' }));
			await expect(page.getByRole('heading', { name: 'Secrets in your log' })).toBeVisible();
			await expect(page.getByRole('list', { name: 'Secrets by rule' })).toContainText(
				'github-token',
			);
			await expectNoSideways(page);
			expect(await violations(page)).toEqual([]);
			await choose(page.getByRole('link', { name: /^Row 2 github-token \w{8} in the result/ }));
			const detail = callDetail(page);
			await expect(detail.getByRole('heading', { name: 'shell.run' })).toBeVisible();
		} finally {
			await server.halt();
			await first.stop();
		}
	},
);
