import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { startServer } from '../fixtures/server.ts';
import { INLINE_SCRIPT, webBuild } from '../fixtures/web-build.ts';

describe('headers', () => {
	test('the page runs only its own scripts', async () => {
		const server = await startServer({ webBuild: await webBuild() });
		const { headers } = await server.client().get('/');
		const hash = createHash('sha256').update(INLINE_SCRIPT).digest('base64');
		const policy = headers.get('content-security-policy');
		expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
		expect(policy).toContain("default-src 'self'");
		expect(policy).toContain("object-src 'none'");
		expect(policy).toContain("base-uri 'none'");
		expect(policy).toContain("frame-ancestors 'none'");
	});

	test.each(['/', '/trpc/health', '/api/openapi.json', '/trpc/nothing', '/api/nothing'])(
		'%s has security headers and a request id',
		async (path) => {
			const server = await startServer({ webBuild: await webBuild() });
			const { headers } = await server.client().get(path);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('x-frame-options')).toBe('DENY');
			expect(headers.get('referrer-policy')).toBe('no-referrer');
			expect(headers.get('content-security-policy')).toContain("default-src 'self'");
			expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
			expect(headers.get('x-powered-by')).toBeNull();
			expect(headers.get('strict-transport-security')).toBeNull();
		},
	);

	test('a public https address sends HSTS', async () => {
		const server = await startServer({ settings: { url: new URL('https://audit.example.com') } });
		const { headers } = await server.client().get('/trpc/health');
		expect(headers.get('strict-transport-security')).toContain('max-age=');
	});

	test('answers of the API are not stored', async () => {
		const server = await startServer();
		const { headers } = await server.client().get('/trpc/health');
		expect(headers.get('cache-control')).toBe('no-store');
	});
});
