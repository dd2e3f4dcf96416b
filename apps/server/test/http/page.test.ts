import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';
import { INLINE_SCRIPT, webBuild } from '../fixtures/web-build.ts';

describe('the page', () => {
	test('is the answer for every address of the app', async () => {
		const server = await startServer({ webBuild: await webBuild() });
		for (const path of ['/', '/audit/2026-11-22?row=1', '/files/notes/a.md', '/people']) {
			const { status, text, headers } = await server.client().get(path);
			expect([status, text.includes(INLINE_SCRIPT)]).toEqual([200, true]);
			expect(headers.get('cache-control')).toBe('no-cache');
		}
	});

	test('browsers keep immutable files for a year, the icon for a day, and check all others', async () => {
		const server = await startServer({ webBuild: await webBuild() });
		for (const [path, kept] of [
			['/_app/immutable/entry/a.js', 'public, max-age=31536000, immutable'],
			['/favicon.svg', 'public, max-age=86400'],
			['/_app/version.json', 'no-cache'],
		] as const) {
			const { headers } = await server.client().get(path);
			expect(headers.get('cache-control')).toBe(kept);
		}
	});

	test.each(['/api/nothing', '/trpc/nothing', '/_app/immutable/gone.js', '/api'])(
		'%s is an error, not the page',
		async (path) => {
			const server = await startServer({ webBuild: await webBuild() });
			const { status, text } = await server.client().get(path);
			expect(status).toBe(404);
			expect(text).not.toContain('<!doctype');
		},
	);

	test('an address that can’t be decoded is said to have nothing', async () => {
		const server = await startServer({ webBuild: await webBuild() });
		const page = await server.client().get('/audit/%E0%A4%A?row=1');
		expect([page.status, page.text.includes('There is nothing at this address')]).toEqual([
			400,
			true,
		]);
		expect(page.headers.get('content-security-policy')).not.toBeNull();
		expect((await server.client().get('/api/%E0%A4%A')).status).toBe(400);
	});

	test('serves nothing outside of the built page', async () => {
		const server = await startServer({ webBuild: await webBuild() });
		for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '/_app/..%5c..']) {
			expect((await server.client().get(path)).text).not.toMatch(/root:|"name"/);
		}
	});

	test('says how to build it when it is not built', async () => {
		const server = await startServer({ webBuild: join(await tempFolder(), 'none') });
		const { status, text } = await server.client().get('/');
		expect(status).toBe(503);
		expect(text).toContain('pnpm start');
	});
});
