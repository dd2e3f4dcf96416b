import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PASSWORD } from './fixtures/accounts.ts';
import { homeWith, tempFolder } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';
import { INLINE_SCRIPT, webBuild } from './fixtures/web-build.ts';

describe('headers', () => {
	test('nothing runs in the page but its own scripts', async () => {
		const server = await startServer({ webBuild: await webBuild() });
		const { headers } = await server.visitor().get('/');
		const hash = createHash('sha256').update(INLINE_SCRIPT).digest('base64');
		const policy = headers.get('content-security-policy');
		expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
		expect(policy).toContain("default-src 'self'");
		expect(policy).toContain("object-src 'none'");
		expect(policy).toContain("base-uri 'none'");
		expect(policy).toContain("frame-ancestors 'none'");
	});

	test.each(['/', '/trpc/health', '/api/openapi.json', '/trpc/nothing', '/api/nothing'])(
		'%s is guarded and has a request id',
		async (path) => {
			const server = await startServer({ webBuild: await webBuild() });
			const { headers } = await server.visitor().get(path);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('x-frame-options')).toBe('DENY');
			expect(headers.get('referrer-policy')).toBe('no-referrer');
			expect(headers.get('content-security-policy')).toContain("default-src 'self'");
			expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
			expect(headers.get('x-powered-by')).toBeNull();
			expect(headers.get('strict-transport-security')).toBeNull();
		},
	);

	test('a public https address promises https for the future', async () => {
		const server = await startServer({ config: { url: new URL('https://audit.example.com') } });
		const { headers } = await server.visitor().get('/trpc/health');
		expect(headers.get('strict-transport-security')).toContain('max-age=');
	});

	test('answers of the API are kept by nobody', async () => {
		const server = await startServer();
		const { headers } = await server.visitor().get('/trpc/health');
		expect(headers.get('cache-control')).toBe('no-store');
	});
});

describe('the page', () => {
	test('every address of the app answers with it', async () => {
		const server = await startServer({ webBuild: await webBuild() });
		for (const path of ['/', '/audit/2026-11-22?row=1', '/files/notes/a.md', '/people']) {
			const { status, text, headers } = await server.visitor().get(path);
			expect([status, text.includes(INLINE_SCRIPT)]).toEqual([200, true]);
			expect(headers.get('cache-control')).toBe('no-cache');
		}
	});

	test('what is named by its content is kept for ever, the rest is asked for', async () => {
		const server = await startServer({ webBuild: await webBuild() });
		const { headers } = await server.visitor().get('/_app/immutable/entry/a.js');
		expect(headers.get('cache-control')).toContain('immutable');
		const other = await server.visitor().get('/theme.js');
		expect(other.headers.get('cache-control')).toBe('no-cache');
	});

	test.each(['/api/nothing', '/trpc/nothing', '/_app/immutable/gone.js', '/api'])(
		'%s is an error and not the page',
		async (path) => {
			const server = await startServer({ webBuild: await webBuild() });
			const { status, text } = await server.visitor().get(path);
			expect(status).toBe(404);
			expect(text).not.toContain('<!doctype');
		},
	);

	test('nothing outside of the built page is served', async () => {
		const server = await startServer({ webBuild: await webBuild() });
		for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '/_app/..%5c..']) {
			expect((await server.visitor().get(path)).text).not.toMatch(/root:|"name"/);
		}
	});

	test('when it is not built, says how to build it', async () => {
		const server = await startServer({ webBuild: join(await tempFolder(), 'none') });
		const { status, text } = await server.visitor().get('/');
		expect(status).toBe(503);
		expect(text).toContain('pnpm start');
	});
});

describe('other sites', () => {
	test.each([
		['sec-fetch-site: cross-site', { 'sec-fetch-site': 'cross-site' }],
		['sec-fetch-site: same-site', { 'sec-fetch-site': 'same-site' }],
		['a foreign origin', { origin: 'https://evil.example' }],
		['the origin of a sandbox', { origin: 'null' }],
		['another port of this machine', { origin: 'http://127.0.0.1:1' }],
	])('a write with %s is refused', async (_name, headers) => {
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
	])('a write by %s is made', async (_name, headersFor) => {
		const server = await startServer();
		const admin = await server.person('ada', 'admin');
		const input = { name: 'x', scopes: ['audit:read'] };
		const { code } = await admin.call('keys.create', input, headersFor(server.url));
		expect(code).toBe('OK');
	});

	test('behind a proxy the public origin is the page’s own', async () => {
		const server = await startServer({ config: { url: new URL('https://audit.example.com') } });
		const headers = { origin: 'https://audit.example.com' };
		const { code } = await server.visitor().call('session.signOut', undefined, headers);
		expect(code).toBe('OK');
	});

	test('no other site may read an answer', async () => {
		const server = await startServer();
		const headers = { origin: 'https://evil.example' };
		const answer = await server.visitor().get('/trpc/session.get', headers);
		expect(answer.headers.get('access-control-allow-origin')).toBeNull();
	});

	test('a query can’t be made to change something', async () => {
		const server = await startServer();
		const admin = await server.person('ada', 'admin');
		const input = encodeURIComponent(JSON.stringify({ name: 'x', scopes: ['audit:read'] }));
		const { status } = await admin.get(`/trpc/keys.create?input=${input}`);
		expect(status).toBe(405);
		expect(server.accounts.keys.list(admin.account.id)).toEqual([]);
	});

	test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
		'a form’s %s is no call',
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

describe('failed tries', () => {
	const sign = (username: string) => ({ username, password: 'wrong password' });

	test('after ten the account waits, whoever asks, and says for how long', async () => {
		const server = await startServer();
		await server.person('ada', 'admin');
		for (let count = 0; count < 10; count += 1) {
			expect((await server.visitor().call('session.signIn', sign('ada'))).code).toBe(
				'UNAUTHORIZED',
			);
		}
		const refused = await server.visitor().call('session.signIn', {
			username: 'Ada',
			password: PASSWORD,
		});
		expect(refused.code).toBe('TOO_MANY_REQUESTS');
		expect(refused.error.retryAfterSeconds).toBeGreaterThan(800);
		expect(refused.message).toContain('15 minutes');
	});

	test('a name that nobody has waits just the same', async () => {
		const server = await startServer();
		const codes = [];
		for (let count = 0; count < 11; count += 1) {
			codes.push((await server.visitor().call('session.signIn', sign('nobody'))).code);
		}
		expect(codes.at(-2)).toBe('UNAUTHORIZED');
		expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
	});

	test('many at once are counted as many', async () => {
		const server = await startServer();
		const answers = await Promise.all(
			Array.from({ length: 30 }, () => server.visitor().call('session.signIn', sign('ada'))),
		);
		expect(answers.filter(({ code }) => code === 'UNAUTHORIZED')).toHaveLength(10);
	});

	test('an address that tries many names waits', async () => {
		const server = await startServer();
		const codes = [];
		for (let count = 0; count < 51; count += 1) {
			codes.push((await server.visitor().call('session.signIn', sign(`name${count}`))).code);
		}
		expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
	});

	test('a success clears the account', async () => {
		const server = await startServer();
		await server.person('ada', 'admin');
		const right = { username: 'ada', password: PASSWORD };
		for (let round = 0; round < 3; round += 1) {
			for (let count = 0; count < 8; count += 1) {
				await server.visitor().call('session.signIn', sign('ada'));
			}
			expect((await server.visitor().call('session.signIn', right)).code).toBe('OK');
		}
	});

	test('the current password can’t be guessed on somebody’s open page', async () => {
		const server = await startServer();
		const ada = await server.person('ada', 'admin');
		const change = { currentPassword: 'wrong', newPassword: 'another long password' };
		const codes = [];
		for (let count = 0; count < 11; count += 1) {
			codes.push((await ada.call('session.changePassword', change)).code);
		}
		expect(codes.slice(0, 10)).toEqual(Array(10).fill('FORBIDDEN'));
		expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
	});

	test('without a proxy nobody says where they come from', async () => {
		const server = await startServer();
		const codes = [];
		for (let count = 0; count < 51; count += 1) {
			const headers = { 'x-forwarded-for': `192.0.2.${count}`, 'x-client-address': '192.0.2.1' };
			codes.push((await server.visitor().call('session.signIn', sign(`n${count}`), headers)).code);
		}
		expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
	});

	test('behind a proxy the address is the one that the proxy saw, not one that the client claims', async () => {
		const server = await startServer({ config: { url: new URL('http://audit.example.com') } });
		const tryFrom = async (forwarded: string, name: string) => {
			const headers = { 'x-forwarded-for': forwarded };
			return (await server.visitor().call('session.signIn', sign(name), headers)).code;
		};
		for (let count = 0; count < 50; count += 1) {
			await tryFrom(`10.9.8.${count}, 198.51.100.7`, `name${count}`);
		}
		expect(await tryFrom('10.1.1.1, 198.51.100.7', 'another')).toBe('TOO_MANY_REQUESTS');
		expect(await tryFrom('198.51.100.8', 'another')).toBe('UNAUTHORIZED');
	});
});

describe('what the server writes about itself', () => {
	test('has a line per request, with its id and without what was asked', async () => {
		const server = await startServer();
		const ada = await server.person('ada', 'admin');
		server.logged.length = 0;
		const { headers } = await ada.call('audit.recent', { filter: { text: 'needle' } });
		await expect.poll(() => server.logged.length).toBe(1);
		const line = JSON.parse(server.logged[0]!) as Record<string, unknown>;
		expect(line).toMatchObject({ method: 'GET', path: '/trpc/audit.recent', status: 200 });
		expect(line.reqId).toBe(headers.get('x-request-id'));
		expect(server.logged.join()).not.toContain('needle');
	});

	test('has no secret of anybody', async () => {
		const server = await startServer();
		const ada = await server.person('ada', 'admin');
		const program = await server.program(ada.account, ['audit:read', 'audit:write']);
		await program.call('audit.record', {
			tool: 't',
			args: { content: 'needle' },
			status: 'ok',
			result: 'needle',
		});
		await server.visitor().call('session.signIn', { username: 'ada', password: 'needle' });
		await server.close();
		const logged = server.logged.join();
		for (const secret of [PASSWORD, program.secret, ada.cookie, 'needle']) {
			expect(logged).not.toContain(secret);
		}
	});
});

describe('files as they are', () => {
	test('images are shown and run nothing', async () => {
		const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
		const server = await startServer({ home: await homeWith({ 'ann/a.svg': svg }) });
		const ann = await server.person('ann');
		const { headers, text } = await ann.get('/api/files/raw?path=a.svg');
		expect(text).toBe(svg);
		expect(headers.get('content-type')).toBe('image/svg+xml');
		expect(headers.get('content-disposition')).toBeNull();
		expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox$/);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
	});

	test('all else is downloaded under its own name', async () => {
		const server = await startServer({ home: await homeWith({ "ann/Grüße 'a'.html": '<b>' }) });
		const ann = await server.person('ann');
		const { headers } = await ann.get(
			`/api/files/raw?path=${encodeURIComponent("Grüße 'a'.html")}`,
		);
		expect(headers.get('content-type')).toBe('application/octet-stream');
		expect(headers.get('content-disposition')).toBe(
			"attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%27a%27.html",
		);
	});

	test('an empty file is an empty answer', async () => {
		const server = await startServer({ home: await homeWith({ 'ann/a.txt': '' }) });
		const ann = await server.person('ann');
		const answer = await ann.get('/api/files/raw?path=a.txt');
		expect([answer.status, answer.text]).toEqual([200, '']);
	});

	test('the log is not among them', async () => {
		const path = 'tool_audit/2026-11-22.jsonl';
		const server = await startServer({ home: await homeWith({ [`ann/${path}`]: '{}' }) });
		const ann = await server.person('ann');
		expect((await ann.get(`/api/files/raw?path=${path}`)).code).toBe('NOT_FOUND');
	});
});

test('the document describes the plain endpoints for programs', async () => {
	const server = await startServer();
	const { data } = await server.visitor().get('/api/openapi.json');
	expect(data.openapi).toBe('3.1.0');
	expect(Object.keys(data.paths)).toEqual([
		'/api/audit/files',
		'/api/audit/day',
		'/api/audit/export',
	]);
	expect(data.paths['/api/audit/day'].get.parameters[0]).toMatchObject({
		name: 'date',
		in: 'query',
	});
});

test('a request that never ends does not hold up a stopping server', async () => {
	const server = await startServer();
	const hanging = request(`${server.url}/trpc/session.signIn`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'content-length': 100 },
	});
	const over = new Promise<void>((resolve) => hanging.on('close', resolve).on('error', () => {}));
	await new Promise<void>((resolve) => hanging.write('{', () => resolve()));
	await server.visitor().call('health');
	await server.close();
	await over;
});
