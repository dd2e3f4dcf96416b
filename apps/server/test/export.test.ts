import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { homeWith } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';
import type { TestClient } from './fixtures/test-client.ts';

const DAY = '2026-11-22';
const entry = (tool: string, status: string, more = '') =>
	`{"ts": "${DAY}T07:00:00", "user": "ann", "tool": "${tool}", "args": {}, "status": "${status}", "result_chars": 0, "result_snippet": ""${more}}`;
const LINES = [
	entry('read', 'ok'),
	entry('write', 'denied', ', "session": "s-1"'),
	'{"torn',
	entry('=cmd()', 'error', ', "big": 12345678901234567890'),
];
const FILE = LINES.join('\n') + '\n';

async function withLog() {
	const server = await startServer({
		home: await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: FILE }),
	});
	const ann = await server.person('ann');
	const take = (query: Record<string, string>) =>
		ann.get(`/api/audit/export?${new URLSearchParams({ day: DAY, ...query }).toString()}`);
	return { server, ann, take };
}

/** Today's entries of a log, newest first. */
const entriesOf = async (client: TestClient, user?: string) =>
	(await client.call('audit.recent', { user, days: 1 })).data.entries.map(
		({ entry }: { entry: { tool: string; args: object; result_snippet: string } }) => entry,
	);

const filter = (value: object) => ({ filter: JSON.stringify(value) });

describe('lines', () => {
	test('are the file’s lines byte for byte, including damaged ones', async () => {
		const { take } = await withLog();
		expect((await take({ format: 'jsonl' })).text).toBe(FILE);
	});

	test('are all lines that match the filter', async () => {
		const { take } = await withLog();
		const { text, headers } = await take(filter({ status: ['denied', 'error'] }));
		expect(text).toBe(`${LINES[1]}\n${LINES[3]}\n`);
		expect(headers.get('x-total-rows')).toBe('2');
	});

	test('are complete, however many', async () => {
		const many = Array.from({ length: 5_000 }, (_, index) => entry(`t${index}`, 'ok')).join('\n');
		const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: `${many}\n` });
		const server = await startServer({ home });
		const ann = await server.person('ann');
		expect((await ann.get(`/api/audit/export?day=${DAY}`)).text).toBe(`${many}\n`);
	});
});

test('JSON is one array, with all digits, and marks damaged lines', async () => {
	const { take } = await withLog();
	const { text, data } = await take({ format: 'json' });
	expect(text).toContain('12345678901234567890');
	expect(data).toHaveLength(4);
	expect(data[2]).toEqual({ position: 2, damaged: 'torn', raw: '{"torn' });
});

test('CSV has a header, one line per row, counted from 1 as on the page, and no formulas', async () => {
	const { take } = await withLog();
	const { text } = await take({ format: 'csv' });
	// The byte order mark before it is for spreadsheets; decoding removes it.
	expect(text.split('\r\n')).toEqual([
		'position,ts,user,tool,status,args,result_chars,result_snippet,more',
		`1,${DAY}T07:00:00,ann,read,ok,{},0,,`,
		`2,${DAY}T07:00:00,ann,write,denied,{},0,,"{""session"":""s-1""}"`,
		'3,,,,damaged,,,"{""torn","{""damaged"":""torn""}"',
		`4,${DAY}T07:00:00,ann,'=cmd(),error,{},0,,"{""big"":12345678901234567890}"`,
		'',
	]);
});

test.each([
	['jsonl', 'application/x-ndjson; charset=utf-8'],
	['json', 'application/json; charset=utf-8'],
	['csv', 'text/csv; charset=utf-8; header=present'],
])('%s has its own media type', async (format, type) => {
	const { take } = await withLog();
	const { headers } = await take({ format });
	expect(headers.get('content-type')).toBe(type);
	expect(headers.get('content-disposition')).toBe(
		`attachment; filename*=UTF-8''ann-${DAY}.${format}`,
	);
});

test('a day without a file is an empty export', async () => {
	const { take } = await withLog();
	const day = '2026-01-01';
	expect((await take({ day })).text).toBe('');
	expect((await take({ day, format: 'json' })).data).toEqual([]);
});

test.each([{ filter: '{' }, { filter: '{"colour":"red"}' }, { format: 'xml' }, { day: 'x' }])(
	'rejects %j',
	async (query) => {
		const { take } = await withLog();
		expect((await take(query)).code).toBe('BAD_REQUEST');
	},
);

test('an export is recorded in the log of the account that made it', async () => {
	const { server, take } = await withLog();
	await take({ format: 'csv', ...filter({ status: ['denied'] }) });
	const admin = await server.person('ada', 'admin');
	await admin.get(`/api/audit/export?day=${DAY}&user=ann`);
	expect(await entriesOf(admin)).toMatchObject([
		{
			tool: 'tool_audit.export',
			user: 'ada',
			status: 'ok',
			args: { user: 'ann', day: DAY, format: 'jsonl' },
			result_snippet: '4 of 4 rows to be sent',
		},
	]);
	expect(await entriesOf(admin, 'ann')).toMatchObject([
		{
			tool: 'tool_audit.export',
			user: 'ann',
			args: { user: 'ann', day: DAY, format: 'csv', filter: { status: ['denied'] } },
			result_snippet: '1 of 4 rows to be sent',
		},
	]);
});

test('an export by a program is recorded with its key', async () => {
	const { server, ann } = await withLog();
	const program = await server.program(ann.account, ['audit:read']);
	await program.get(`/api/audit/export?day=${DAY}`);
	expect(await entriesOf(ann)).toMatchObject([
		{ tool: 'tool_audit.export', args: { day: DAY, key_id: program.keyId } },
	]);
});

describe('a large day without an index', () => {
	const ROWS = 5_010;
	/** With long lines, more than the buffers of the sockets hold. */
	const MANY = 60_000;
	/** Its beginning is much shorter than the rest, so that an estimate would be far off. */
	const withLargeDay = async (rows = ROWS) => {
		const long = entry('long', 'denied', `, "pad": "${'x'.repeat(1_000)}"`);
		const lines = Array.from({ length: rows }, (_, at) => (at < 10 ? entry('t', 'ok') : long));
		const file = `${lines.join('\n')}\n`;
		const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: file });
		const server = await startServer({ home });
		const ann = await server.person('ann');
		return { server, ann, file };
	};

	test('is exported with the number of its rows, in the header and in the log', async () => {
		const { ann, file } = await withLargeDay();
		const { text, headers } = await ann.get(`/api/audit/export?day=${DAY}`);
		expect(text).toBe(file);
		expect(headers.get('x-total-rows')).toBe(String(ROWS));
		expect(await entriesOf(ann)).toMatchObject([
			{ result_snippet: `${ROWS} of ${ROWS} rows to be sent` },
		]);
	});

	test('is sent to a program with the number of its rows', async () => {
		const { ann } = await withLargeDay();
		const { data, headers } = await ann.get(`/api/audit/day?date=${DAY}`);
		expect(data).toHaveLength(ROWS);
		expect(headers.get('x-total-rows')).toBe(String(ROWS));
	});

	test('is recorded a second time when the client leaves early', async () => {
		const { ann } = await withLargeDay(MANY);
		const gone = new AbortController();
		const { body } = await ann.request(`/api/audit/export?day=${DAY}`, {
			signal: gone.signal,
			headers: { 'accept-encoding': 'identity' },
		});
		await body!.getReader().read();
		gone.abort();
		await expect.poll(() => entriesOf(ann)).toHaveLength(2);
		const [early, begun] = await entriesOf(ann);
		expect(begun).toMatchObject({
			status: 'ok',
			result_snippet: `${MANY} of ${MANY} rows to be sent`,
		});
		expect(early).toMatchObject({ status: 'error', args: begun.args, call_id: begun.call_id });
		const said = /^Ended early, at most (\d+) of 60000 rows were sent$/.exec(early.result_snippet);
		expect(Number(said?.[1])).toBeLessThan(MANY);
	});

	test('is recorded a second time when the server stops early', async () => {
		const { server, ann } = await withLargeDay(MANY);
		const { body } = await ann.request(`/api/audit/export?day=${DAY}`, {
			headers: { 'accept-encoding': 'identity' },
		});
		await body!.getReader().read();
		await server.close();
		const [today] = (await readdir(`${server.home}/ann/tool_audit`)).filter(
			(name) => !name.startsWith(DAY),
		);
		const lines = await readFile(`${server.home}/ann/tool_audit/${today}`, 'utf8');
		expect(lines.trimEnd().split('\n').at(-1)).toMatch(/"status":\s*"error".*Ended early/);
		expect(server.logged.join('')).not.toContain('The log is closed');
	});
});

test('an export of today has the number of rows that it announces, without its own entry', async () => {
	const { ann, take } = await withLog();
	await take({});
	const [{ ts }] = await entriesOf(ann);
	const { text, headers } = await take({ day: ts.slice(0, 10) });
	expect(headers.get('x-total-rows')).toBe('1');
	expect(text.trim().split('\n')).toHaveLength(1);
});

test('a HEAD request counts without an export, and is not recorded', async () => {
	const { server, ann } = await withLog();
	for (const path of [`/api/audit/export?day=${DAY}`, `/api/audit/day?date=${DAY}`]) {
		const { status, headers } = await ann.request(path, { method: 'HEAD' });
		expect([status, headers.get('x-total-rows')]).toEqual([200, '4']);
	}
	expect(await entriesOf(ann)).toEqual([]);
	expect(server.logged.join('')).not.toContain('stack');
});

test('an admin’s HEAD request for another log is recorded as reading', async () => {
	const { server } = await withLog();
	const ada = await server.person('ada', 'admin');
	await ada.request(`/api/audit/export?day=${DAY}&user=ann`, { method: 'HEAD' });
	expect(await entriesOf(ada)).toMatchObject([
		{ tool: 'tool_audit.read', args: { user: 'ann', day: DAY } },
	]);
});
