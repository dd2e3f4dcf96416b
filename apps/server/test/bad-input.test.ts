/**
 * Invalid input, by mistake or on purpose: it gets a clear error or is recorded faithfully, and the server
 * continues.
 */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { homeWith } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';

const DAY = '2026-11-22';
const call = { tool: 't', args: {}, status: 'ok', result: '' };

async function withAnn(files: Record<string, string | Uint8Array> = {}) {
	const server = await startServer({ home: await homeWith(files) });
	const ann = await server.person('ann', 'admin');
	return { server, ann };
}

const dayFile = (lines: string) => ({ [`ann/tool_audit/${DAY}.jsonl`]: lines });

describe('names', () => {
	test.each(['../bob', '..', '/etc', 'a/b', 'a\\b', 'a\0b', '.hidden', '', ' ', '\ud800'])(
		'user %j does not exist, for an admin too',
		async (user) => {
			const { ann } = await withAnn();
			expect((await ann.call('audit.readDay', { user, day: DAY })).code).toBe('NOT_FOUND');
			expect((await ann.call('audit.record', { ...call, user })).code).toBe('NOT_FOUND');
		},
	);

	test.each(['2026-02-30', '2026-13-01', '26-1-1', '../x', `${DAY}\0`, '', 'x'.repeat(5000)])(
		'day %j is not valid',
		async (day) => {
			const { ann } = await withAnn();
			const answer = await ann.call('audit.readDay', { day });
			expect(answer.code).toBe('BAD_REQUEST');
			expect(answer.message).toContain('YYYY-MM-DD');
			const plain = await ann.get(`/api/audit/day?date=${encodeURIComponent(day)}`);
			expect(plain.code).toBe('BAD_REQUEST');
		},
	);

	test('a newest day that does not exist is not valid, and another one is looked back from', async () => {
		const { ann } = await withAnn(dayFile('{"tool":"t"}\n'));
		for (const path of ['audit.recent', 'audit.recentAllUsers']) {
			const answer = await ann.call(path, { toDay: '2026-02-30' });
			expect(answer.code).toBe('BAD_REQUEST');
			expect(answer.message).toContain('YYYY-MM-DD');
			const { data } = await ann.call(path, { toDay: DAY, days: 1 });
			expect(data.entries).toHaveLength(1);
			const before = await ann.call(path, { toDay: '2026-11-21' });
			expect(before.data.entries).toEqual([]);
		}
	});

	test('rejects a name of a megabyte without repeating it', async () => {
		const { ann } = await withAnn();
		const long = 'x'.repeat(1024 * 1024);
		const answers = [
			await ann.call('audit.record', { ...call, user: long }),
			await ann.call('audit.record', { ...call, tool: long }),
			await ann.call('files.save', { path: long, text: '', hash: '0'.repeat(64) }),
			await ann.call('files.remove', { path: long }),
			await ann.call('session.signIn', { username: long, password: long }),
			await ann.call('accounts.create', { username: long, role: 'user' }),
			await ann.call('keys.create', { name: long, scopes: ['audit:read'] }),
		];
		for (const { code, text } of answers) {
			expect(code).toBe('BAD_REQUEST');
			expect(text.length).toBeLessThan(1000);
		}
	});

	test.each([
		{ day: DAY, from: -1 },
		{ day: DAY, limit: 1001 },
		{ day: DAY, limit: 0.5 },
		{ day: DAY, order: 'up' },
		{ day: DAY, filter: { colour: 'red' } },
		{ day: 5 },
		[],
		null,
		'text',
	])('audit.readDay rejects %j', async (input) => {
		const { ann } = await withAnn();
		expect((await ann.call('audit.readDay', input)).code).toBe('BAD_REQUEST');
	});

	test.each(['[(', '(?<=a)b', '(a)\\1'])(
		'rejects the expression %j with a sentence',
		async (text) => {
			const { ann } = await withAnn(dayFile('{"tool":"t"}\n'));
			const answer = await ann.call('audit.readDay', { day: DAY, filter: { text, regex: true } });
			expect(answer.code).toBe('BAD_REQUEST');
			expect(answer.message).toContain('filter');
		},
	);

	test('an invalid expression is told apart from other bad input, wherever a filter is', async () => {
		const { ann } = await withAnn();
		const filter = { text: '(a', regex: true };
		const exported = `/api/audit/export?day=${DAY}&filter=${encodeURIComponent(JSON.stringify(filter))}`;
		const answers = [
			await ann.call('audit.readDay', { day: DAY, filter }),
			await ann.call('audit.search', { filter }),
			await ann.call('audit.recentAllUsers', { filter }),
			await ann.call('audit.tail', { filter }),
			await ann.get(exported),
		];
		for (const { code, error, message, text } of answers) {
			expect(code).toBe('BAD_REQUEST');
			expect(error).toMatchObject({
				...{ reason: 'invalid-regex', problem: 'Missing closing parenthesis.' },
			});
			expect(message).toBe(
				'"(a" is not a valid regular expression (missing closing parenthesis). Correct the filter.',
			);
			expect(text).not.toContain('stack');
		}
		const other = await ann.call('audit.readDay', { day: DAY, filter: { colour: 'red' } });
		expect(other.code).toBe('BAD_REQUEST');
		expect(other.error).not.toHaveProperty('reason');
	});
});

describe('forms', () => {
	test('what is wrong with a field is told by its name, in a sentence without it', async () => {
		const { server, ann } = await withAnn();
		const fieldsOf = async (path: string, input: object) =>
			(await ann.call(path, input)).error.fields;
		const secret = (await startServer()).setupSecret()!;
		expect(
			await fieldsOf('setup.createAdmin', {
				secret,
				username: 'a',
				password: 'short',
				sampleData: 1,
			}),
		).toEqual({
			username: 'A username has at least 2 characters.',
			password: 'A password has at least 10 characters.',
			sampleData: 'Give true or false.',
		});
		await server.person('bob', 'user', 'robert');
		const person = { username: 'bob', role: 'user' };
		expect(await fieldsOf('accounts.create', person)).toEqual({
			username: 'The username bob is taken. Choose another.',
		});
		expect(
			await fieldsOf('accounts.create', { ...person, username: 'rob', user: 'robert' }),
		).toEqual({
			user: 'The folder robert belongs to bob. Choose another.',
		});
		const passwords = { currentPassword: 'wrong', newPassword: 'long enough for all' };
		expect(await fieldsOf('session.changePassword', passwords)).toEqual({
			currentPassword: 'The current password is wrong. Nothing was changed; try again.',
		});
		expect(await fieldsOf('files.create', { path: '../x' })).toEqual({
			path: 'Leave out “..”: a file is always inside your folder.',
		});
		expect(await fieldsOf('files.list', {})).toBeUndefined();
	});
});

describe('requests', () => {
	const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => ({
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
	});

	test('rejects a body that is too large', async () => {
		const { ann } = await withAnn();
		const body = JSON.stringify({ ...call, result: 'x'.repeat(7 * 1024 * 1024) });
		const response = await ann.request('/trpc/audit.record', post(body));
		expect(response.status).toBe(413);
	});

	test('does not decompress a small body into a large one', async () => {
		const { ann } = await withAnn();
		const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
		const headers = { 'content-encoding': 'gzip' };
		const response = await ann.request('/trpc/audit.record', post(new Uint8Array(bomb), headers));
		expect(response.ok).toBe(false);
	});

	test('rejects a batch that is too long as a whole', async () => {
		const { server, ann } = await withAnn();
		const path = Array(21).fill('audit.record').join(',');
		const body = JSON.stringify(Object.fromEntries(Array(21).fill(call).entries()));
		const response = await ann.request(`/trpc/${path}?batch=1`, post(body));
		expect(response.status).toBe(400);
		expect(server.accounts.people.list()).toHaveLength(1);
		expect((await ann.call('audit.listDays', {})).data.days).toEqual([]);
	});

	test.each(['{', '', '[1,', '"\ud800"', '\0'])('rejects the body %j', async (body) => {
		const { ann } = await withAnn();
		const response = await ann.request('/trpc/audit.record', post(body));
		expect(response.status).toBe(400);
		expect(await response.text()).not.toMatch(/node_modules|\.ts:/);
	});

	test('answers contain no path or stack of the server', async () => {
		const { server, ann } = await withAnn();
		for (const path of ['/trpc/nothing', '/trpc/audit.readDay?input=%', '/api/files/raw?path=x']) {
			const { text } = await ann.get(path);
			expect(text).not.toContain(server.home);
			expect(text).not.toMatch(/"stack"|node_modules/);
		}
	});

	test.each([
		'Bearer',
		'Bearer ',
		'Basic YTpi',
		'Bearer x y',
		`Bearer ${'x'.repeat(5000)}`,
		'\u00ff',
	])('rejects the authorization %j', async (authorization) => {
		const { server } = await withAnn();
		const answer = await server.client().call('audit.recent', {}, { authorization });
		expect(answer.code).toBe('UNAUTHORIZED');
		expect(answer.message).toContain('API key');
	});
});

describe('hostile calls are recorded as they happened', () => {
	test.each([
		['markup', { html: '<script>alert(1)</script>', link: 'javascript:alert(1)' }],
		['controls', { ansi: '\u001b[2J\u001b]0;x\u0007', bidi: '\u202eexe.txt', nul: '\0' }],
		['line boundaries of Unicode', { text: 'a\u0085b\u2028c\u2029d\r\ne' }],
		['lone surrogates', { text: 'a\ud800b' }],
		['a formula', { cell: '=cmd|calc' }],
	])('%s', async (_name, args) => {
		const { ann } = await withAnn();
		const receipt = (await ann.call('audit.record', { ...call, args, result: 'x' })).data;
		expect(receipt.written).toBe(true);
		const { data } = await ann.call('audit.readDay', { day: receipt.day });
		expect(data.damaged).toEqual([]);
		expect(data.entries).toHaveLength(1);
		expect(data.entries[0].entry.args).toEqual(args);
	});

	test('keys named __proto__ and constructor', async () => {
		const { ann } = await withAnn();
		const args = '{"__proto__":{"admin":true},"constructor":{"prototype":1}}';
		const body = `{"tool":"t","args":${args},"status":"ok","result":""}`;
		const headers = { 'content-type': 'application/json' };
		const response = await ann.request('/trpc/audit.record', { method: 'POST', headers, body });
		expect(response.status).toBe(200);
		expect(({} as { admin?: boolean }).admin).toBeUndefined();
		const [day] = (await ann.call('audit.listDays', {})).data.days;
		const { text } = await ann.get(`/api/audit/day?date=${day.day}`);
		expect(text).toContain(`"args":${args}`);
	});

	test('three thousand levels of nesting', async () => {
		const { ann } = await withAnn();
		const args = `{"deep":${'['.repeat(3000)}${']'.repeat(3000)}}`;
		const body = `{"tool":"t","args":${args},"status":"ok","result":""}`;
		const headers = { 'content-type': 'application/json' };
		await ann.request('/trpc/audit.record', { method: 'POST', headers, body });
		expect((await ann.call('audit.recent', {})).code).toBe('OK');
		expect((await ann.call('health')).code).toBe('OK');
	});
});

describe('hostile lines are shown as they are', () => {
	const nested = `{"tool":"deep","args":{"a":${'['.repeat(3000)}${']'.repeat(3000)}},"status":"ok"}`;
	const good = (tool: string) => `{"tool":"${tool}","args":{},"status":"ok"}`;

	test('three thousand levels in a line do not affect other lines', async () => {
		const { ann } = await withAnn(dayFile([good('a'), nested, good('b'), ''].join('\n')));
		const { data, code } = await ann.call('audit.readDay', { day: DAY });
		expect(code).toBe('OK');
		expect(data.total).toBe(3);
		const tools = data.entries.map((row: { entry: { tool: string } }) => row.entry.tool);
		expect(tools).toContain('a');
		expect(tools).toContain('b');
		const plain = await ann.get(`/api/audit/day?date=${DAY}`);
		expect(plain.status).toBe(200);
	});

	test('a line that is truncated in a page is complete in the answer with the whole day', async () => {
		const long = 'x'.repeat(1024 * 1024);
		const large = `{"tool":"large","args":{"a":"${long}"},"status":"ok"}`;
		const { ann } = await withAnn(dayFile([good('a'), large, good('b'), ''].join('\n')));
		const page = await ann.call('audit.readDay', { day: DAY });
		expect(page.data.total).toBe(3);
		expect(page.text.length).toBeLessThan(long.length / 2);
		const plain = await ann.get(`/api/audit/day?date=${DAY}`);
		const tools = plain.data.map((entry: { tool: string }) => entry.tool);
		expect(tools).toEqual(['a', 'large', 'b']);
		expect(plain.data[1].args.a).toBe(long);
	});

	test('a line of 20 MB shows its beginning and does not affect other lines', async () => {
		const large = `{"tool":"large","args":{"a":"${'x'.repeat(20 * 1024 * 1024)}"},"status":"ok"}`;
		const { ann } = await withAnn(dayFile([good('a'), large, good('b'), ''].join('\n')));
		const { data, text } = await ann.call('audit.readDay', { day: DAY });
		expect(data.total).toBe(3);
		expect(data.damaged[0]).toMatchObject({ position: 1, reason: 'oversize' });
		expect(text.length).toBeLessThan(1024 * 1024);
		const { ref } = data.damaged[0];
		const detail = await ann.call('audit.entry', { day: DAY, ref });
		expect(detail.data.bytes).toBe(large.length);
		expect(detail.text.length).toBeLessThan(4 * 1024 * 1024);
		const { text: exported } = await ann.get(`/api/audit/export?day=${DAY}`);
		expect(exported).toBe([good('a'), large, good('b'), ''].join('\n'));
	});

	test('integers beyond 2^53 and NaN make valid JSON with all their digits', async () => {
		const line =
			'{"tool":"t","args":{"n":12345678901234567890,"nan":NaN,"inf":-Infinity},"status":"ok"}';
		const { ann } = await withAnn(dayFile(`${line}\n`));
		const { text, data } = await ann.get(`/api/audit/day?date=${DAY}`);
		expect(text).toContain('"n":12345678901234567890');
		expect(data[0].args.nan).toBe('NaN');
		expect(data[0].args.inf).toBe('-Infinity');
	});

	test('counts damaged lines, but not as entries', async () => {
		const { ann } = await withAnn(dayFile(`${good('a')}\n{"torn\n[1]\n\n${good('b')}\n`));
		const plain = await ann.get(`/api/audit/day?date=${DAY}`);
		expect(plain.data).toHaveLength(2);
		expect(plain.headers.get('x-total-rows')).toBe('4');
	});

	test('a day without a file is empty', async () => {
		const { ann } = await withAnn();
		expect((await ann.get(`/api/audit/day?date=${DAY}`)).data).toEqual([]);
		expect((await ann.get('/api/audit/files')).data).toEqual({ dates: [] });
	});
});
