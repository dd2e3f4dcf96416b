import { expect, test } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { startServer, type RunningServer } from '../server.ts';
import { setUp } from '../page-actions.ts';

const SIGN_IN_JS_KB_MAX = 110;

let server: RunningServer;

test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.stop());

test(`the sign-in page loads at most ${SIGN_IN_JS_KB_MAX} kB of JavaScript, gzip`, async ({
	page,
}) => {
	await setUp(server, false);
	const scripts: Promise<number>[] = [];
	page.on('response', (response) => {
		if (!new URL(response.url()).pathname.endsWith('.js')) return;
		scripts.push(response.body().then((body) => gzipSync(body).byteLength));
	});
	await page.goto(`${server.url}/login`, { waitUntil: 'networkidle' });
	await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
	const sizes = await Promise.all(scripts);
	expect(sizes.length).toBeGreaterThan(3);
	const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
	console.log(`sign-in page: ${kilobytes.toFixed(1)} kB of JavaScript, gzip`);
	expect(kilobytes).toBeLessThanOrEqual(SIGN_IN_JS_KB_MAX);
});
