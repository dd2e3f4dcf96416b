/** Queries whose input is too long for an address are sent by POST. */
import { FILTER_TEXT_CHARS_MAX, FILTER_VALUES_MAX } from '@tool-audit/core/format';
import { expect, onTestFinished, test } from 'vitest';
import { homeWith } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';
import { framesOf, parseFrame } from '../fixtures/sse.ts';
import type { TestClient } from '../fixtures/test-client.ts';

const DAY = '2026-11-22';
const line = (tool: string) =>
	JSON.stringify({ ts: `${DAY}T07:00:00`, tool, session: 's', agent: 'a', source: 'p' });
const LINES = `${line('wanted')}\n${line('other')}\n`;
/** Six lists of the largest size, with characters of three bytes. */
const values = (first: string) => [
	first,
	...Array.from({ length: FILTER_VALUES_MAX - 1 }, (_, n) =>
		`${n}`.padEnd(FILTER_TEXT_CHARS_MAX, '温'),
	),
];
const LARGEST = {
	...{ tool: values('wanted'), excludeTool: values('none'), session: values('s') },
	...{ agent: values('a'), source: values('p') },
};
const FILTERS = {
	largest: LARGEST,
	'the largest that nothing matches': { ...LARGEST, deniedBy: values('rule') },
};

async function withAnn() {
	const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: LINES });
	const server = await startServer({ home });
	return { server, ann: await server.person('ann') };
}

function post(client: TestClient, path: string, input: unknown, headers: object = {}) {
	const over = new AbortController();
	onTestFinished(() => over.abort());
	return client.request(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(input),
		signal: over.signal,
	});
}

test.each([
	['largest', ['wanted']],
	['the largest that nothing matches', []],
] as const)('a query takes a filter: %s', async (name, tools) => {
	const { ann } = await withAnn();
	const response = await post(ann, '/trpc/audit.readDay', { day: DAY, filter: FILTERS[name] });
	// Untyped: each test compares the parts of the JSON that it is about.
	const { result } = (await response.json()) as any;
	expect(result.data.entries.map(({ entry }: any) => entry.tool)).toEqual(tools);
});

test('a batch of queries is taken', async () => {
	const { ann } = await withAnn();
	const path = '/trpc/audit.listDays,audit.readDay?batch=1';
	const response = await post(ann, path, { 0: {}, 1: { day: DAY, filter: LARGEST } });
	// Untyped: each test compares the parts of the JSON that it is about.
	const [days, page] = (await response.json()) as any;
	expect(days.result.data.days).toMatchObject([{ day: DAY }]);
	expect(page.result.data.matched).toBe(1);
});

test('a tail takes a filter of the largest size', async () => {
	const { ann } = await withAnn();
	const input = { after: `${DAY}.0.0.0`, filter: LARGEST };
	const response = await post(ann, '/trpc/audit.tail', input);
	expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
	for await (const frame of framesOf(response.body!)) {
		const event = parseFrame(frame);
		if (event?.data?.type !== 'rows') continue;
		expect(event.data.rows.map(({ entry }: any) => entry.tool)).toEqual(['wanted']);
		return;
	}
	expect.unreachable();
});

test('another site can’t send a query by POST', async () => {
	const { ann } = await withAnn();
	for (const path of ['audit.readDay', 'audit.tail']) {
		const headers = { origin: 'https://evil.example' };
		const response = await post(ann, `/trpc/${path}`, { day: DAY }, headers);
		expect(response.status).toBe(403);
	}
});

test.each(['text/plain', 'application/x-www-form-urlencoded'])(
	'a form’s %s is no query',
	async (type) => {
		const { ann } = await withAnn();
		for (const path of ['audit.readDay', 'audit.tail']) {
			const response = await post(ann, `/trpc/${path}`, { day: DAY }, { 'content-type': type });
			expect(response.status).toBe(415);
		}
	},
);

test('a call that changes something is not taken by GET', async () => {
	const { ann } = await withAnn();
	const input = encodeURIComponent(
		JSON.stringify({ tool: 't', args: {}, status: 'ok', result: '' }),
	);
	expect((await ann.get(`/trpc/audit.record?input=${input}`)).status).toBe(405);
	expect((await ann.call('audit.recent', { days: 1 })).data.entries).toEqual([]);
});
