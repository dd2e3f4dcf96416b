/** Plain addresses for programs that are not TypeScript. */
import { describe, expect, test } from 'vitest';
import { endpoints, streams } from '../../src/http/endpoints.ts';
import { homeWith, sampleHome } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';
import type { TestClient } from '../fixtures/test-client.ts';

const DAY = '2026-11-22';
const line = (n: number, more: object = {}) =>
	JSON.stringify({
		...{ ts: `${DAY}T07:0${n}:00+01:00`, user: 'ann', tool: `t${n}`, args: { n }, status: 'ok' },
		...{ result_chars: 4, result_snippet: 'done' },
		...more,
	});
const LINES = [
	line(0, { agent: 'claude-code', duration_ms: 400, session: 's1' }),
	line(1, { status: 'error', source: 'proxy', duration_ms: 2_000 }),
	line(2, { status: 'denied', denied_by: 'hook', result_snippet: 'not allowed' }),
	'{"torn',
	line(4, { status: 'fine' }),
];

async function withAnn(extra: Record<string, string> = {}) {
	const file = { [`ann/tool_audit/${DAY}.jsonl`]: `${LINES.join('\n')}\n` };
	const server = await startServer({ home: await homeWith({ ...file, ...extra }) });
	const ann = await server.person('ann');
	return { server, ann, key: await server.program(ann.account, ['audit:read']) };
}

const toolsOf = (rows: { entry: { tool: string } }[]) => rows.map(({ entry }) => entry.tool);

describe('an address answers what its procedure answers', () => {
	const cases: [string, string, string, object?][] = [
		['/api/health', 'health', ''],
		['/api/audit/users', 'audit.listUsers', ''],
		['/api/audit/days', 'audit.listDays', '', {}],
		['/api/audit/page', 'audit.readDay', `day=${DAY}`, { day: DAY }],
		[
			'/api/audit/page',
			'audit.readDay',
			`day=${DAY}&from=1&limit=2&order=desc&user=ann`,
			{ day: DAY, from: 1, limit: 2, order: 'desc', user: 'ann' },
		],
		['/api/audit/recent', 'audit.recent', `days=3&to-day=${DAY}`, { days: 3, toDay: DAY }],
		['/api/audit/recent-all-users', 'audit.recentAllUsers', `to-day=${DAY}`, { toDay: DAY }],
		['/api/audit/search', 'audit.search', 'limit=2', { limit: 2, filter: {} }],
		[
			'/api/audit/search',
			'audit.search',
			`from-day=${DAY}&to-day=${DAY}&text=ALLOWED`,
			{ fromDay: DAY, toDay: DAY, filter: { text: 'ALLOWED' } },
		],
		['/api/audit/summary', 'audit.summary', `day=${DAY}`, { day: DAY }],
		['/api/audit/summary-over-days', 'audit.summaryOverDays', `from-day=${DAY}`, { fromDay: DAY }],
		['/api/audit/summary-all-users', 'audit.summaryAllUsers', '', {}],
		['/api/audit/secrets', 'audit.secrets', 'rows=5', { rows: 5 }],
	];
	test.each(cases)('%s as %s with %j', async (path, procedure, search, input) => {
		const { server } = await withAnn();
		const ada = await server.person('ada', 'admin');
		const theirs = await ada.call(procedure, input);
		const ours = await ada.get(`${path}?${search}`);
		expect(theirs.code).toBe('OK');
		expect(ours.data).toEqual(theirs.data);
		expect(ours.headers.get('content-type')).toBe('application/json; charset=utf-8');
	});

	test('/api/audit/entry as audit.entry', async () => {
		const { ann } = await withAnn();
		const { data } = await ann.get(`/api/audit/page?day=${DAY}`);
		for (const { ref } of [...data.entries, ...data.damaged]) {
			const theirs = await ann.call('audit.entry', { day: DAY, ref, rawFrom: 2 });
			const ours = await ann.get(`/api/audit/entry?day=${DAY}&ref=${ref}&raw-from=2`);
			expect(ours.data).toEqual(theirs.data);
		}
	});

	test('every address has a case', () => {
		const known = new Set([...cases.map(([path]) => path), '/api/audit/entry']);
		expect(endpoints.filter(({ path }) => !known.has(path))).toEqual([]);
	});
});

test('a search goes on with its cursor until it is null', async () => {
	const home = await sampleHome();
	const server = await startServer({ home });
	const alice = await server.person('alice');
	const found: string[] = [];
	let cursor = '';
	do {
		const { data } = await alice.get(`/api/audit/search?status=denied&limit=5${cursor}`);
		found.push(...data.entries.map(({ day, ref }: { day: string; ref: string }) => day + ref));
		cursor = data.cursor === null ? '' : `&cursor=${encodeURIComponent(data.cursor)}`;
	} while (cursor !== '');
	const { data } = await alice.call('audit.search', {
		filter: { status: ['denied'] },
		limit: 1000,
	});
	expect(found).toHaveLength(data.entries.length);
	expect(new Set(found).size).toBe(found.length);
	expect(found.length).toBeGreaterThan(5);
});

describe('all parts of a filter are parameters', () => {
	test.each([
		['status=error', ['t1']],
		['status=error&status=denied', ['t1', 't2']],
		['status=error,denied', ['t1', 't2']],
		['status=other', ['t4']],
		['exclude-status=ok&exclude-status=other,damaged', ['t1', 't2']],
		['tool=t0&tool=t2', ['t0', 't2']],
		['exclude-tool=t0', ['t1', 't2', 't4']],
		['session=s1', ['t0']],
		['agent=claude-code', ['t0']],
		['source=proxy', ['t1']],
		['denied-by=hook', ['t2']],
		['min-duration=400', ['t0', 't1']],
		['text=Not%20Allowed', ['t2']],
		['exclude-text=allowed', ['t0', 't1', 't4']],
		['text=t%5B02%5D&regex=true', ['t0', 't2']],
		['text=t%5B02%5D&regex=false', []],
		[`since=${DAY}T06:02:00Z`, ['t2', 't4']],
		[`since=${DAY}T07:02:00%2B01:00`, ['t2', 't4']],
		[`since=${DAY}T07:02:00+01:00`, ['t2', 't4']],
		[`until=${DAY}T06:01:00Z`, ['t0']],
		['filter={"tool":["t0","t1"]}', ['t0', 't1']],
		['filter={"tool":["t0","t1"]}&status=ok', ['t0']],
	])('%s', async (search, tools) => {
		const { key } = await withAnn();
		const page = await key.get(`/api/audit/page?day=${DAY}&${search}`);
		expect(toolsOf(page.data.entries)).toEqual(tools);
		const recent = await key.get(`/api/audit/recent?to-day=${DAY}&${search}`);
		expect(toolsOf(recent.data.entries).toReversed()).toEqual(tools);
		const day = await key.get(`/api/audit/day?day=${DAY}&${search}`);
		expect(day.data.map(({ tool }: { tool: string }) => tool)).toEqual(tools);
		const found = await key.get(
			`/api/audit/export?day=${DAY}&format=json&status=ok,error,denied,other&${search}`,
		);
		if (!search.includes('status')) {
			expect(found.data.map(({ tool }: { tool: string }) => tool)).toEqual(tools);
		}
		const { data } = await key.get(`/api/audit/summary?day=${DAY}&${search}`);
		expect(data.counts.total - data.counts.damaged).toBe(tools.length);
	});

	test.each([
		['status=fine', /^status\[0\]: /],
		['tool=a&filter={"tool":["b"]}', /^Give tool in the filter or as a parameter, not in both\.$/],
		['filter={"status":["fine"]}', /^filter\.status\[0\]: /],
		['filter={', /^filter: This is not JSON\./],
		['since=yesterday', /^since: /],
		['regex=perhaps', /^regex: Give true or false/],
		['limit=0', /^limit: /],
		['limit=many', /^limit: /],
		['limit=1&limit=2', /^limit: /],
		['limt=5', /"limt"/],
		['text=%28a&regex=1', /is not a valid regular expression/],
	])('%s is refused with the name of the parameter', async (search, sentence) => {
		const { key } = await withAnn();
		const { status, error } = await key.get(`/api/audit/page?day=${DAY}&${search}`);
		expect([status, error.code, error.message]).toEqual([
			...[400, 'BAD_REQUEST', expect.stringMatching(sentence)],
		]);
	});
});

describe('the day of version 1.0', () => {
	test('is named by `day` too, and answers the same', async () => {
		const { key } = await withAnn();
		const former = await key.get(`/api/audit/day?date=${DAY}`);
		expect(former.data.map(({ tool }: { tool: string }) => tool)).toEqual(['t0', 't1', 't2', 't4']);
		for (const search of [`day=${DAY}`, `day=${DAY}&date=${DAY}`]) {
			const { text, headers } = await key.get(`/api/audit/day?${search}`);
			expect(text).toBe(former.text);
			expect(headers.get('x-total-rows')).toBe('5');
		}
	});

	test('is not named by neither or by two', async () => {
		const { key } = await withAnn();
		for (const search of ['', `day=${DAY}&date=2026-11-23`]) {
			expect((await key.get(`/api/audit/day?${search}`)).code).toBe('BAD_REQUEST');
		}
	});

	test('ignores a parameter that does not exist, as it always did', async () => {
		const { key } = await withAnn();
		expect((await key.get(`/api/audit/day?date=${DAY}&_=1`)).code).toBe('OK');
		expect((await key.get('/api/audit/files?_=1')).data).toEqual({ dates: [DAY] });
	});
});

describe('what an admin reads of another user', () => {
	const recorded = async (admin: TestClient) => {
		const { data } = await admin.call('audit.recent', { days: 2 });
		return data.entries.map(({ entry }: any) => [entry.tool, entry.args]);
	};

	test('is recorded in their own log, as for the procedure', async () => {
		const { server } = await withAnn();
		const ada = await server.person('ada', 'admin');
		await ada.get(`/api/audit/page?day=${DAY}&user=ann`);
		expect(await recorded(ada)).toEqual([['tool_audit.read', { user: 'ann', day: DAY }]]);
		await ada.get('/api/audit/recent-all-users');
		expect((await recorded(ada))[0]).toEqual(['tool_audit.read', { all_users: true }]);
	});

	test('is not read and not recorded by HEAD', async () => {
		const { server } = await withAnn();
		const ada = await server.person('ada', 'admin');
		for (const { path, query } of [...endpoints, ...streams]) {
			const search = new URLSearchParams({
				...('day' in query.shape && { day: DAY }),
				...('user' in query.shape && { user: 'ann' }),
				...('ref' in query.shape && { ref: '0-0' }),
			});
			const { status, text } = await ada.send('HEAD', `${path}?${search.toString()}`);
			expect([path, status, text]).toEqual([path, 204, '']);
		}
		expect(await recorded(ada)).toEqual([]);
	});
});

test('HEAD is refused like GET', async () => {
	const { server, key } = await withAnn();
	const head = async (client: TestClient, path: string) =>
		(await client.request(path, { method: 'HEAD' })).status;
	expect(await head(server.client(), `/api/audit/page?day=${DAY}`)).toBe(401);
	expect(await head(key, '/api/audit/page?day=never')).toBe(400);
});

test('an error of a procedure has its code, a sentence and the id of the request', async () => {
	const { key } = await withAnn();
	const answers = [
		await key.get(`/api/audit/page?day=${DAY}&user=bob`),
		await key.get(`/api/audit/entry?day=${DAY}&ref=0-0`),
		await key.get('/api/audit/users'),
		await key.get('/api/audit/search?cursor=x'),
	];
	expect(answers.map(({ status, code }) => [status, code])).toEqual([
		...[
			[404, 'NOT_FOUND'],
			[404, 'NOT_FOUND'],
		],
		...[
			[403, 'FORBIDDEN'],
			[400, 'BAD_REQUEST'],
		],
	]);
	for (const { error, headers } of answers) {
		expect(Object.keys(error).sort()).toEqual(['code', 'message', 'requestId']);
		expect(error.message).toMatch(/^.+\.$/);
		expect(error.requestId).toBe(headers.get('x-request-id'));
	}
});

test('an unexpected error says only where to find it', async () => {
	const recent = () => Promise.reject(new Error('secret path'));
	const server = await startServer({ reads: { recent } });
	const ann = await server.person('ann');
	const { status, error, text } = await ann.get('/api/audit/recent');
	expect([status, error.code]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
	expect(error.message).toContain(error.requestId);
	expect(text).not.toContain('secret path');
	expect(server.logged.join('')).toContain('secret path');
});
