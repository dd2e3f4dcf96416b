/** Browser apps of other origins, which the settings name. */
import { describe, expect, test } from 'vitest';
import { appRouter } from '../../src/router.ts';
import { homeWith } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';
import type { TestClient } from '../fixtures/test-client.ts';

const APP = 'https://app.example.com';
const DAY = '2026-11-22';
const CALL = { tool: 't', args: {}, status: 'ok', result: '' };
/** What a browser sends with a request of a page of another site. */
const from = (origin: string) => ({ origin, 'sec-fetch-site': 'cross-site' });

async function withApp() {
	const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: '{"tool":"t"}\n' });
	const server = await startServer({ home, settings: { corsOrigins: [APP] } });
	const ann = await server.person('ann', 'admin');
	const key = await server.program(ann.account, ['audit:read', 'audit:write']);
	return { server, ann, key };
}

const corsHeadersOf = ({ headers }: { headers: Headers }) =>
	[...headers.keys()].filter((name) => name.startsWith('access-control-'));

async function preflight(client: TestClient, path: string, origin: string) {
	const headers = {
		...{ ...from(origin), 'access-control-request-method': 'POST' },
		'access-control-request-headers': 'authorization,content-type',
	};
	return client.request(path, { method: 'OPTIONS', headers });
}

describe('an app of a named origin', () => {
	test('reads and records with a key', async () => {
		const { key } = await withApp();
		const read = await key.call('audit.readDay', { day: DAY }, from(APP));
		expect(read.data.total).toBe(1);
		const written = await key.call('audit.record', CALL, from(APP));
		expect(written.data.written).toBe(true);
		const plain = await key.get(`/api/audit/day?date=${DAY}`, from(APP));
		expect(plain.data).toHaveLength(1);
		for (const answer of [read, written, plain]) {
			expect(answer.headers.get('access-control-allow-origin')).toBe(APP);
			expect(answer.headers.get('access-control-expose-headers')).toBe(
				'content-disposition, x-total-rows, x-request-id, x-tool-audit-version, retry-after',
			);
			expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
			expect(answer.headers.get('vary')).toMatch(/\bOrigin\b/i);
		}
	});

	test('gets an answer to a preflight request', async () => {
		const { server } = await withApp();
		for (const path of ['/trpc/audit.record', '/api/audit/day', '/trpc/audit.tail']) {
			const { status, headers } = await preflight(server.client(), path, APP);
			expect(status).toBe(204);
			expect(headers.get('access-control-allow-origin')).toBe(APP);
			expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST');
			expect(headers.get('access-control-allow-headers')).toBe(
				'authorization, content-type, idempotency-key, last-event-id, trpc-accept, x-tool-audit-client',
			);
			expect(headers.get('access-control-allow-credentials')).toBeNull();
		}
	});

	test('reads why it is refused', async () => {
		const { server } = await withApp();
		const answers = [
			await server.client().call('audit.recent', {}, from(APP)),
			await server.client().call('audit.record', CALL, from(APP)),
			await server.client().get('/api/audit/files', from(APP)),
			await server.client().get('/trpc/nothing', from(APP)),
		];
		expect(answers.map(({ code }) => code)).toEqual([
			...['UNAUTHORIZED', 'FORBIDDEN', 'UNAUTHORIZED', 'NOT_FOUND'],
		]);
		for (const { headers } of answers) {
			expect(headers.get('access-control-allow-origin')).toBe(APP);
		}
	});

	test('has no session: cookies are ignored', async () => {
		const { ann } = await withApp();
		expect((await ann.call('audit.recent', {})).code).toBe('OK');
		const codes = [
			(await ann.call('audit.recent', {}, from(APP))).code,
			(await ann.get('/api/audit/files', from(APP))).code,
			(await ann.call('audit.record', CALL, from(APP))).code,
			(await ann.get('/api/files/raw?path=a', from(APP))).code,
		];
		expect(codes).toEqual(['UNAUTHORIZED', 'UNAUTHORIZED', 'FORBIDDEN', 'UNAUTHORIZED']);
	});

	test('can use the log and nothing else', async () => {
		const { server, ann, key } = await withApp();
		const { cookie } = ann;
		const open: string[] = [];
		const streams = ['audit.tail', 'audit.changes'];
		for (const path of Object.keys(appRouter._def.procedures)) {
			if (streams.includes(path)) continue;
			// Also with the session of a person, whose password the app may know.
			const { code } = await key.call(path, {}, { ...from(APP), cookie });
			if (code !== 'FORBIDDEN') open.push(path);
		}
		expect(open.filter((path) => !path.startsWith('audit.'))).toEqual(['health']);
		expect(open).not.toContain('audit.recorder');
		const files = await Promise.all([
			key.get('/api/files/raw?path=a', { ...from(APP), cookie }),
			key.request('/api/files/upload?path=a', {
				...{ method: 'POST', body: 'x' },
				headers: { ...from(APP), cookie },
			}),
		]);
		expect(files.map(({ status }) => status)).toEqual([403, 403]);
		expect(server.accounts.people.list()).toHaveLength(1);
	});

	test('can’t read the page', async () => {
		const { server } = await withApp();
		expect(corsHeadersOf(await server.client().get('/', from(APP)))).toEqual([]);
	});
});

describe('another origin', () => {
	test.each([
		'https://evil.example',
		'http://app.example.com',
		'https://app.example.com:8443',
		'https://app.example.com.evil.example',
		'null',
	])('%s gets no headers and changes nothing', async (origin) => {
		const { ann, key } = await withApp();
		const read = await key.call('audit.recent', {}, from(origin));
		expect(corsHeadersOf(read)).toEqual([]);
		expect(corsHeadersOf(await preflight(key, '/trpc/audit.record', origin))).toEqual([]);
		for (const client of [ann, key]) {
			expect((await client.call('audit.record', CALL, from(origin))).code).toBe('FORBIDDEN');
		}
	});

	test('gets no headers from a server whose settings name none', async () => {
		const server = await startServer();
		const answers = [
			await server.client().get('/trpc/health', from(APP)),
			await preflight(server.client(), '/trpc/health', APP),
		];
		for (const answer of answers) {
			expect(corsHeadersOf(answer)).toEqual([]);
			expect(answer.headers.get('vary') ?? '').not.toMatch(/origin/i);
		}
	});
});

test('the page of the server itself is no app, also if it is named', async () => {
	const url = new URL('https://audit.example.com');
	const server = await startServer({ settings: { url, corsOrigins: [url.origin] } });
	const ann = await server.person('ann');
	const own = { origin: url.origin, 'sec-fetch-site': 'same-origin' };
	const { code, headers } = await ann.call('audit.record', CALL, own);
	expect(code).toBe('OK');
	expect(headers.get('access-control-allow-origin')).toBeNull();
});
