import { expect, test, type Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { useSignedIn } from '../signed-in.ts';

const SIGN_IN_KB_MAX = 110;
const DAY_KB_MAX = 170;

const spec = useSignedIn();

/** The JavaScript that a page loads until it has nothing more to load, in kB of gzip. */
async function javaScriptOf(page: Page, path: string): Promise<number> {
	const scripts: Promise<number>[] = [];
	page.on('response', (response) => {
		if (!new URL(response.url()).pathname.endsWith('.js')) return;
		scripts.push(response.body().then((body) => gzipSync(body).byteLength));
	});
	// A live page never stops to listen.
	await page.route('**/trpc/audit.changes*', (route) => route.abort());
	await page.goto(spec.server.url + path, { waitUntil: 'networkidle' });
	const sizes = await Promise.all(scripts);
	expect(sizes.length).toBeGreaterThan(3);
	const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
	console.log(`${path}: ${kilobytes.toFixed(1)} kB of JavaScript, gzip`);
	return kilobytes;
}

test(`the sign-in page loads at most ${SIGN_IN_KB_MAX} kB of JavaScript, gzip`, async ({
	context,
	page,
}) => {
	await context.clearCookies();
	expect(await javaScriptOf(page, '/login')).toBeLessThanOrEqual(SIGN_IN_KB_MAX);
	await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test(`a day loads at most ${DAY_KB_MAX} kB of JavaScript, gzip`, async ({ page }) => {
	const today = new Date().toISOString().slice(0, 10);
	expect(await javaScriptOf(page, `/audit/${today}`)).toBeLessThanOrEqual(DAY_KB_MAX);
	await expect(page.getByRole('gridcell', { name: 'denied' }).first()).toBeVisible();
});
