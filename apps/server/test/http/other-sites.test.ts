import { describe, expect, test } from 'vitest';
import { startServer } from '../fixtures/server.ts';

describe('other sites', () => {
	test.each([
		['sec-fetch-site: cross-site', { 'sec-fetch-site': 'cross-site' }],
		['sec-fetch-site: same-site', { 'sec-fetch-site': 'same-site' }],
		['a foreign origin', { origin: 'https://evil.example' }],
		['the origin of a sandbox', { origin: 'null' }],
		['another port of this machine', { origin: 'http://127.0.0.1:1' }],
	])('rejects a write with %s', async (_name, headers) => {
		const server = await startServer();
		const admin = await server.person('ada', 'admin');
		const answer = await admin.call('keys.create', { name: 'x', scopes: ['audit:read'] }, headers);
		expect(answer.code).toBe('FORBIDDEN');
		expect(server.accounts.keys.list(admin.account.id)).toEqual([]);
	});

	test.each([
		['the page itself', (url: string) => ({ 'sec-fetch-site': 'same-origin', origin: url })],
		['an older browser', (url: string) => ({ origin: url })],
		['a program', () => ({})],
	])('accepts a write by %s', async (_name, headersFor) => {
		const server = await startServer();
		const admin = await server.person('ada', 'admin');
		const input = { name: 'x', scopes: ['audit:read'] };
		const { code } = await admin.call('keys.create', input, headersFor(server.url));
		expect(code).toBe('OK');
	});

	test('behind a proxy accepts the public origin', async () => {
		const server = await startServer({ settings: { url: new URL('https://audit.example.com') } });
		const headers = { origin: 'https://audit.example.com' };
		const { code } = await server.client().call('session.signOut', undefined, headers);
		expect(code).toBe('OK');
	});

	test('lets no other site read an answer', async () => {
		const server = await startServer();
		const headers = { origin: 'https://evil.example' };
		const answer = await server.client().get('/trpc/session.get', headers);
		expect(answer.headers.get('access-control-allow-origin')).toBeNull();
	});

	test('a query can’t change anything', async () => {
		const server = await startServer();
		const admin = await server.person('ada', 'admin');
		const input = encodeURIComponent(JSON.stringify({ name: 'x', scopes: ['audit:read'] }));
		const { status } = await admin.get(`/trpc/keys.create?input=${input}`);
		expect(status).toBe(405);
		expect(server.accounts.keys.list(admin.account.id)).toEqual([]);
	});

	test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
		'rejects a form’s %s',
		async (type) => {
			const server = await startServer();
			const admin = await server.person('ada', 'admin');
			const response = await admin.request('/trpc/keys.create', {
				method: 'POST',
				headers: { 'content-type': type },
				body: JSON.stringify({ name: 'x', scopes: ['audit:read'] }),
			});
			expect(response.ok).toBe(false);
			expect(server.accounts.keys.list(admin.account.id)).toEqual([]);
		},
	);
});
