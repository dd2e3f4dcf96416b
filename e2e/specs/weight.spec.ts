import { expect, test } from '@playwright/test';
import { startServer, type RunningServer } from '../server.ts';
import { setUp } from '../visitor.ts';

const SIGN_IN_JS_KB_MAX = 110;

let server: RunningServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

test(`the sign-in page loads at most ${SIGN_IN_JS_KB_MAX} kB of JavaScript`, async ({
	browser,
	page,
}) => {
	await setUp(await browser.newPage(), server, false);
	const scripts: Promise<number>[] = [];
	page.on('requestfinished', (request) => {
		if (!/\.js$/.test(new URL(request.url()).pathname)) return;
		scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
	});
	await page.goto(`${server.url}/login`, { waitUntil: 'networkidle' });
	await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
	const sizes = await Promise.all(scripts);
	expect(sizes.length).toBeGreaterThan(3);
	const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
	test.info().annotations.push({ type: 'kB of JavaScript', description: kilobytes.toFixed(1) });
	console.log(`sign-in page: ${kilobytes.toFixed(1)} kB of JavaScript as sent`);
	expect(kilobytes).toBeLessThanOrEqual(SIGN_IN_JS_KB_MAX);
});
