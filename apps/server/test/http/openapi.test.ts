/** The document describes the addresses as they are. */
import { openAuditLog } from '@tool-audit/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import type * as z from 'zod';
import { endpoints, streams } from '../../src/http/endpoints.ts';
import { errorSchema, filesAnswer, receiptSchema } from '../../src/http/openapi/answer-schemas.ts';
import { sentCallSchema, storedEntrySchema } from '../../src/http/openapi/entry-schemas.ts';
import * as shown from '../../src/http/openapi/examples.ts';
import { homeWith, sampleHome } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';
import { framesOf, parseFrame } from '../fixtures/sse.ts';
import type { TestClient } from '../fixtures/test-client.ts';

const DAY = '2026-11-22';
const all = [...endpoints, ...streams];

async function documentOf(settings: { url?: URL } = {}) {
	const server = await startServer({ version: '1.4.2', settings });
	return { server, document: (await server.client().get('/api/openapi.json')).data };
}

/** What is wrong with a value; `null` for nothing. */
const problemOf = (schema: z.ZodType, value: unknown) => {
	const { error } = schema.safeParse(value);
	return error ? error.issues : null;
};

test('has every address that a key may use, and no other', async () => {
	const { server, document } = await documentOf();
	const described = Object.entries(document.paths as Record<string, object>).flatMap(
		([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
	);
	const notForKeys = ['GET /api/openapi.json', 'POST /api/capture/claude-code'];
	const served = server.routes().filter((route) => !route.includes('/api/files/'));
	expect(described.sort()).toEqual(served.filter((route) => !notForKeys.includes(route)).sort());
});

test('has the version of the server and its address', async () => {
	const { document } = await documentOf();
	expect([document.openapi, document.info.version]).toEqual(['3.1.0', '1.4.2']);
	expect(document.servers).toEqual([{ url: '/', description: 'This server.' }]);
	const proxied = await documentOf({ url: new URL('https://audit.example.com') });
	expect(proxied.document.servers[0].url).toBe('https://audit.example.com');
});

test('each operation has a name of its own, a tag that exists, an example and its errors', async () => {
	const { document } = await documentOf();
	const tags = document.tags.map(({ name }: { name: string }) => name);
	const names: string[] = [];
	for (const methods of Object.values<any>(document.paths)) {
		for (const { operationId, tags: own, responses } of Object.values<any>(methods)) {
			names.push(operationId);
			expect(tags).toContain(own[0]);
			expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', '500', '503']));
			const [content] = Object.values<any>(responses['200'].content);
			if (!operationId.startsWith('exportDay'))
				expect(content.example ?? content.examples).toBeDefined();
		}
	}
	expect(new Set(names).size).toBe(names.length);
	expect(names).toEqual(expect.arrayContaining(['listDays', 'readDay', 'exportDay', 'record']));
});

test('the parts of a filter are parameters wherever there is a filter', async () => {
	const { document } = await documentOf();
	for (const path of ['day', 'export', 'page', 'recent', 'search', 'summary', 'tail']) {
		const { parameters } = document.paths[`/api/audit/${path}`].get;
		const named = (name: string) =>
			parameters.find((parameter: { name: string }) => parameter.name === name);
		for (const name of ['tool', 'exclude-tool', 'session', 'agent', 'source', 'denied-by']) {
			expect(named(name)).toMatchObject({
				in: 'query',
				schema: { type: 'array', items: { type: 'string' } },
			});
			expect(named(name)).not.toHaveProperty('required', true);
		}
		expect(named('status').schema.items.enum).toEqual([
			...['ok', 'error', 'denied', 'other', 'damaged'],
		]);
		expect(named('min-duration').schema).toMatchObject({ type: 'number', minimum: 0 });
		expect(named('filter').schema.type).toBe('string');
	}
});

test('the former name of a day is marked', async () => {
	const { document } = await documentOf();
	const { parameters } = document.paths['/api/audit/day'].get;
	expect(parameters.slice(0, 2)).toMatchObject([
		{ name: 'day' },
		{ name: 'date', deprecated: true },
	]);
});

describe('the examples are answers', () => {
	test.each(all.map(({ operationId, answer }) => [operationId, answer] as const))(
		'of %s',
		(operationId, answer) => {
			expect(answer.parse(shown.examples[operationId])).toEqual(shown.examples[operationId]);
		},
	);

	test.each([
		['a receipt', receiptSchema, shown.receipt],
		['an error', errorSchema, shown.error],
		['the days', filesAnswer, shown.files],
		['an entry', storedEntrySchema, shown.storedEntry],
		['a call', sentCallSchema, shown.call],
	] as [string, z.ZodType, unknown][])('%s', (_, schema, example) => {
		expect(schema.parse(example)).toEqual(example);
	});
});

/** All answers over the logs of ann, of which an admin reads. */
async function answersOf(admin: TestClient, day: string): Promise<[string, z.ZodType, unknown][]> {
	const answers: [string, z.ZodType, unknown][] = [];
	const page = (await admin.get(`/api/audit/page?user=ann&day=${day}&limit=1000`)).data;
	const refs: string[] = [...page.entries, ...page.damaged].map(({ ref }: { ref: string }) => ref);
	const searches = (shape: object) => {
		const base = {
			...('user' in shape && { user: 'ann' }),
			...('day' in shape && { day }),
			...('to-day' in shape && { 'to-day': day }),
			...('limit' in shape && { limit: '1000' }),
		};
		if ('ref' in shape) return refs.map((ref) => ({ ...base, ref }));
		if ('text' in shape) return [base, { ...base, text: 'a' }, { ...base, text: '.', regex: '1' }];
		return [base];
	};
	for (const { path, query, answer } of endpoints) {
		for (const search of searches(query.shape)) {
			const address = `${path}?${new URLSearchParams(search as Record<string, string>).toString()}`;
			const { status, data } = await admin.get(address);
			expect([address, status]).toEqual([address, 200]);
			answers.push([address, answer, data]);
		}
	}
	return answers;
}

test('answers over real logs have the fields of the document and no others', async () => {
	const home = await sampleHome();
	const server = await startServer({ home });
	const admin = await server.person('admin', 'admin');
	await server.person('ann', 'user', 'alice');
	for (const { path, query, answer } of endpoints) {
		if ('ref' in query.shape) continue;
		const search = new URLSearchParams({
			...('user' in query.shape && { user: 'alice' }),
			...('day' in query.shape && { day: DAY }),
			...('to-day' in query.shape && { 'to-day': DAY }),
		});
		const { data } = await admin.get(`${path}?${search.toString()}`);
		expect(answer.parse(data)).toEqual(data);
	}
	const days = await admin.get('/api/audit/files');
	expect(filesAnswer.parse(days.data)).toEqual(days.data);
});

test('the answer about secrets that were counted has the fields of the document and no others', async () => {
	const line = `{"ts":"${DAY}T07:00:00","user":"ann","tool":"t","args":{"password":"hunter2-hunter2"},"status":"ok","result_chars":0,"result_snippet":""}\n{"torn password: hunter2-hunter2\n`;
	const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: line });
	const log = openAuditLog({ home });
	onTestFinished(() => log.close());
	await log.countSecrets('ann', DAY);
	const server = await startServer({
		home,
		reads: { countedSecrets: (user) => log.countedSecrets(user) },
	});
	const ann = await server.person('ann');
	const secrets = endpoints.find(({ operationId }) => operationId === 'readSecrets')!;
	const answer = await ann.get(secrets.path);
	expect(answer.data.days[0].rows[0].secrets).toHaveLength(1);
	expect(answer.data.distinct.secrets).toHaveLength(1);
	expect(secrets.answer.parse(answer.data)).toEqual(answer.data);
});

describe('over damaged lines and those of other programs, every answer has the form of the document', () => {
	const good = `{"ts":"${DAY}T07:00:00","user":"ann","tool":"t","args":{},"status":"ok","result_chars":4,"result_snippet":"done"}`;
	const LINES: [string, string][] = [
		['nothing', '{}'],
		['no object', '[1]'],
		['a number', '5'],
		['no JSON', 'hello'],
		['a torn line', good.slice(0, 60)],
		['two entries in one line', good.slice(0, 60) + good],
		['what may be a part of a torn line', `{"ts":"x","args":{"a":${good}`],
		['blank and carriage returns', `  \r\n\r\n${good}\r`],
		['bytes that are not UTF-8', `${good.slice(0, -2)}\xff"}`],
		['too long a line', `{"tool":"${'x'.repeat(4 * 1024 * 1024)}"}`],
		[
			'null in every field',
			'{"ts":null,"user":null,"tool":null,"args":null,"status":null,"result_chars":null,"result_snippet":null,"id":null}',
		],
		[
			'lists in every field',
			'{"ts":[],"user":[],"tool":[],"args":[],"status":[],"result_chars":[],"result_snippet":[],"id":[],"session":[],"agent":[]}',
		],
		[
			'objects in every field',
			'{"ts":{},"user":{},"tool":{},"args":{},"status":{},"result_chars":{},"result_snippet":{},"id":{},"duration_ms":{}}',
		],
		[
			'numbers in every field',
			'{"ts":1,"user":1,"tool":1,"args":1,"status":1,"result_chars":1,"result_snippet":1,"id":1,"session":1,"denied_by":1}',
		],
		['an unknown status', good.replace('"ok"', '"fine"')],
		['a time that does not exist', good.replace(DAY, '2026-02-30')],
		['a time of another day', good.replace(DAY, '1999-01-01')],
		['a year without end', good.replace(DAY, '99999-01-01')],
		['a huge length', good.replace(':4,', ':12345678901234567890,')],
		['an endless length', good.replace(':4,', ':1e999,')],
		['a length below zero', good.replace(':4,', ':-4,')],
		['a broken length', good.replace(':4,', ':4.5,')],
		['no number', good.replace(':4,', ':NaN,')],
		['a duration in words', good.replace('"args"', '"duration_ms":"long","args"')],
		['an endless duration', good.replace('"args"', '"duration_ms":Infinity,"args"')],
		[
			'numbers in the optional fields',
			good.replace('"args"', '"session":1,"agent":2,"reason":3,"recorded_at":4,"id":5,"args"'),
		],
		['huge integers in the arguments', good.replace('{}', '{"n":123456789012345678901234567890}')],
		['keys of prototypes', good.replace('{}', '{"__proto__":{"a":1},"constructor":1}')],
		['a key twice', good.replace('"args"', '"tool":"u","args"')],
		['a thousand levels', good.replace('{}', `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`)],
		['a very long value', good.replace('{}', `{"a":"${'a'.repeat(300_000)}"}`)],
		['half a character', good.replace('"t"', '"\\ud800"')],
	];
	/** By what stands in it: the whole day, and its last line alone without an end. */
	const FILES: [string, string][] = [
		['many of them', LINES.map(([, line]) => `${good}\n${line}\n`).join('')],
		['a last line that is torn', `${good}\n${good.slice(0, 60)}`],
		['a last line without an end', `${good}\n${good}`],
		['no line', ''],
	];

	test.each(FILES)('%s', async (_, content) => {
		const path = `ann/tool_audit/${DAY}.jsonl`;
		const home = await homeWith({ [path]: Buffer.from(content, 'latin1') });
		const server = await startServer({ home });
		const ann = await server.person('ann');
		const admin = await server.person('admin', 'admin');
		for (const [address, schema, data] of await answersOf(admin, DAY)) {
			expect([address, problemOf(schema, data)]).toEqual([address, null]);
		}
		const stored = await ann.get(`/api/audit/day?day=${DAY}`);
		expect(problemOf(storedEntrySchema.array(), stored.data)).toBeNull();
		const { data: whole } = await ann.get(`/api/audit/page?day=${DAY}&limit=1000`);
		// A tail waits for the end of the last line.
		const isEnded = content === '' || content.endsWith('\n');
		await checkTail(ann, isEnded ? whole.total : whole.total - 1);
	});

	/** Checks the events of a tail from the beginning of the day, until it has had so many rows. */
	async function checkTail(client: TestClient, rowsTotal: number): Promise<void> {
		const tail = streams.find(({ operationId }) => operationId === 'tail')!;
		const over = new AbortController();
		const address = `/api/audit/tail?after=${DAY}.0.0.0`;
		const response = await client.request(address, { signal: over.signal });
		let rows = 0;
		for await (const frame of framesOf(response.body!)) {
			const event = parseFrame(frame)!;
			expect(problemOf(tail.answer, event.data)).toBeNull();
			rows += event.data.rows?.length ?? 0;
			if (rows >= rowsTotal) break;
		}
		over.abort();
		expect(rows).toBe(rowsTotal);
	}
});

test('errors have the form of the document', async () => {
	const server = await startServer();
	const ann = await server.person('ann');
	const answers = await Promise.all([
		server.client().get('/api/audit/recent'),
		ann.get('/api/audit/page?day=never'),
		ann.get('/api/audit/users'),
		ann.get(`/api/audit/page?day=${DAY}&user=bob`),
		ann.get(`/api/audit/page?day=${DAY}&text=%28&regex=1`),
		ann.get('/api/nothing'),
	]);
	expect(answers.map(({ status }) => status)).toEqual([401, 400, 403, 404, 400, 404]);
	for (const { text } of answers) {
		const body: unknown = JSON.parse(text);
		expect(errorSchema.parse(body)).toEqual(body);
	}
});
