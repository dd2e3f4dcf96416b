/**
 * The server answers `GET /trpc/audit.readDay` itself. These tests compare the answers with those that tRPC gives to the same
 * call in the body of a POST.
 */
import { AuditError } from '@tool-audit/core';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { homeWith } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';
import type { Answer } from '../fixtures/test-client.ts';

const DAY = '2026-11-22';

function line(tool: string): string {
	const entry = { ts: `${DAY}T07:00:00Z`, user: 'ann', tool, args: { n: 1 }, status: 'ok' };
	return JSON.stringify({ ...entry, result_chars: 0, result_snippet: '' });
}

async function withDays(days: Record<string, string>) {
	const files = Object.entries(days).map(([day, text]) => [`ann/tool_audit/${day}.jsonl`, text]);
	const server = await startServer({ home: await homeWith(Object.fromEntries(files)) });
	return { server, ann: await server.person('ann') };
}

/** What a client sees, without what differs between any two requests. */
function seen({ status, headers, text }: Answer) {
	const kept = ['content-type', 'cache-control', 'retry-after', 'allow'];
	return {
		...{ status, headers: kept.map((name) => headers.get(name)) },
		// tRPC’s answers are compressed however short they are.
		vary: headers.get('vary')?.replace(', accept-encoding', ''),
		text: text.replace(/"requestId":"[^"]*"/, ''),
	};
}

test.each([
	['a page', { day: DAY }],
	['a part of a page', { day: DAY, from: 1, limit: 1 }],
	['a filtered page', { day: DAY, filter: { text: 'two' } }],
	['a page from the end', { day: DAY, order: 'desc' }],
	['a page behind the end', { day: DAY, from: 100 }],
	['a day without a file', { day: '2001-01-01' }],
	['a day that does not exist', { day: '2026-02-30' }],
	['no day', {}],
	['no object', 7],
	['a wrong limit', { day: DAY, limit: 0 }],
	['the log of someone else', { day: DAY, user: 'bob' }],
	['a filter that can’t be compiled', { day: DAY, filter: { text: '(', regex: true } }],
])('answers as tRPC does: %s', async (_, input) => {
	const lines = [line('one'), '{"ts":"torn', line('two'), line('three').replaceAll(':', ': ')];
	const { ann } = await withDays({ [DAY]: lines.join('\n') });
	const answer = await ann.call('audit.readDay', input);
	const byTRPC = await ann.send('POST', '/trpc/audit.readDay', input);
	expect(seen(answer)).toEqual(seen(byTRPC));
});

test('a client without credentials gets the refusal of tRPC', async () => {
	const { server } = await withDays({ [DAY]: line('one') });
	const answer = await server.client().call('audit.readDay', { day: DAY });
	expect(answer).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
	expect(answer.error['path']).toBe('audit.readDay');
});

test('a batch is answered by tRPC', async () => {
	const { ann } = await withDays({ [DAY]: line('one') });
	const input = encodeURIComponent(JSON.stringify({ 0: { day: DAY } }));
	const { data } = await ann.get(`/trpc/audit.readDay?batch=1&input=${input}`);
	expect(data).toMatchObject([{ result: { data: { total: 1 } } }]);
});

test('an input that is not JSON is refused', async () => {
	const { ann } = await withDays({});
	expect(await ann.get('/trpc/audit.readDay?input={')).toMatchObject({ code: 'BAD_REQUEST' });
});

test('a failure is looked for once, and logged once', async () => {
	let reads = 0;
	const server = await startServer({
		reads: {
			readDayJson: () => {
				reads++;
				return Promise.reject(new Error('the disk is gone'));
			},
		},
	});
	const ann = await server.person('ann');
	const answer = await ann.call('audit.readDay', { day: DAY });
	expect(answer).toMatchObject({ status: 500, code: 'INTERNAL_SERVER_ERROR' });
	expect(reads).toBe(1);
	expect(server.logged.filter((text) => text.includes('the disk is gone'))).toHaveLength(1);
});

test('an expected failure has its own code', async () => {
	const readDayJson = () => Promise.reject(new AuditError('unreadable', 'No permission.'));
	const server = await startServer({ reads: { readDayJson } });
	const ann = await server.person('ann');
	const answer = await ann.call('audit.readDay', { day: DAY });
	expect(answer).toMatchObject({ status: 409, code: 'CONFLICT' });
	expect(answer.message).toContain('No permission.');
});

const many = (count: number) => `${line('many')}\n`.repeat(count);

test.each([
	['a page', 'gzip', 50, 'gzip'],
	['a page for which gzip is one of several', 'br;q=1, GZIP;q=0.5', 50, 'gzip'],
	['a page for any encoding', '*', 50, 'gzip'],
	['a page of more than half a mebibyte', 'gzip', 1_000, 'gzip'],
	['a page for another encoding', 'br', 50, undefined],
	['a page for which gzip is excluded', 'gzip;q=0', 50, undefined],
	['a page of less than a kibibyte', 'gzip', 0, undefined],
])('compresses what is worth it and wanted: %s', async (_, accepted, count, encoding) => {
	const { server, ann } = await withDays({ [DAY]: `${line('x'.repeat(800))}\n`.repeat(count) });
	const asked = { day: DAY, limit: 1_000 };
	const input = encodeURIComponent(JSON.stringify(asked));
	const { headers, rawPayload } = await server.inject({
		url: `/trpc/audit.readDay?input=${input}`,
		headers: { cookie: ann.cookie, 'accept-encoding': accepted },
	});
	expect(headers['content-encoding']).toBe(encoding);
	expect(String(headers.vary).includes('accept-encoding')).toBe(encoding !== undefined);
	const body = encoding === undefined ? rawPayload : gunzipSync(rawPayload);
	const { text } = await ann.send('POST', '/trpc/audit.readDay', asked);
	expect(body.toString()).toBe(text);
});

test('pages that are compressed at the same time do not get into each other', async () => {
	const days = Array.from({ length: 12 }, (_, n) => `2026-11-${n + 10}`);
	const { ann } = await withDays(Object.fromEntries(days.map((day, n) => [day, many(n * 20 + 1)])));
	for (let round = 0; round < 3; round++) {
		const answers = await Promise.all(days.map((day) => ann.call('audit.readDay', { day })));
		expect(answers.map(({ data }) => [data.day, data.total])).toEqual(
			days.map((day, n) => [day, n * 20 + 1]),
		);
	}
});

test('few pages are begun at once, and slow ones hold up no other', async () => {
	const begunMs: number[] = [];
	const slow: (() => void)[] = [];
	const server = await startServer({
		reads: {
			readDayJson: async (_user, _day, options) => {
				if (options?.from === 1) {
					begunMs.push(performance.now());
					await new Promise<void>((resolve) => slow.push(resolve));
				}
				return { bytes: Buffer.from('{"total":0}'), release: () => {} };
			},
		},
	});
	const ann = await server.person('ann');
	const read = (from: number) => ann.call('audit.readDay', { day: DAY, from });
	expect((await read(0)).data).toEqual({ total: 0 });
	const held = Array.from({ length: 9 }, () => read(1));
	expect((await read(0)).data).toEqual({ total: 0 });
	// The last of them had to wait until one of the others had taken long.
	await expect.poll(() => slow.length).toBe(9);
	expect(begunMs[8]! - begunMs[0]!).toBeGreaterThan(50);
	slow.forEach((end) => end());
	const answers = await Promise.all(held);
	expect(answers.map(({ data }) => data as unknown)).toEqual(Array(9).fill({ total: 0 }));
});
