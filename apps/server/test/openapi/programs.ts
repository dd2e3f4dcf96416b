/** What the clients of two generators do with a server: each prints what it got, as JSON. */

/** With `openapi-typescript` and `openapi-fetch`. */
export const FETCH_PROGRAM = `
import createClient from 'openapi-fetch';
import { baseUrl, key } from './server.js';
import type { components, paths } from './openapi.js';

const headers = { authorization: \`Bearer \${key}\` };
const client = createClient<paths>({ baseUrl, headers });

async function record(): Promise<components['schemas']['Receipt']> {
	const { data, error } = await client.POST('/api/audit/record', {
		params: { header: { 'Idempotency-Key': 'job-1' } },
		body: { tool: 'web.get', args: { n: 1 }, status: 'ok', result: 'done', session: 's' },
	});
	if (error) throw new Error(error.error.message);
	if ('receipts' in data) throw new Error('These are several.');
	return data;
}

const [first, second] = [await record(), await record()];
const day: string = first.day;
const many = await client.POST('/api/audit/record', {
	body: { calls: [{ tool: 'other', args: {}, status: 'error', result: '' }] },
});

const query = { day, status: ['ok', 'error'] as ('ok' | 'error')[], 'exclude-tool': ['other'] };
const page = await client.GET('/api/audit/page', { params: { query } });
const tools = (page.data?.entries ?? []).map((row) => {
	if ('problems' in row) return row.problems.join();
	const { tool, result_chars }: { tool: string; result_chars: number } = row.entry;
	return \`\${tool} \${result_chars}\`;
});
const summary = await client.GET('/api/audit/summary', { params: { query: { day } } });
const wrong = await client.GET('/api/audit/page', { params: { query: { day: 'never' } } });
const stored = await client.GET('/api/audit/day', { params: { query: { day } } });

console.log(
	JSON.stringify({
		same: JSON.stringify(first) === JSON.stringify(second),
		many: many.data !== undefined && 'receipts' in many.data && many.data.receipts.length,
		tools,
		total: summary.data?.counts.total,
		wrong: wrong.error?.error.code,
		stored: stored.data?.length,
	}),
);
`;

/** With \`@hey-api/openapi-ts\`. */
export const HEY_PROGRAM = `
import { client } from './hey/client.gen.js';
import { readPage, readSummary, record, search, tail } from './hey/index.js';
import { baseUrl, key } from './server.js';

client.setConfig({ baseUrl, auth: key });
const body = { tool: 'web.get', args: { n: 1 }, status: 'ok', result: 'done' } as const;

const { stream } = await tail({ query: { tool: ['live'] } });
const live = (async () => {
	for await (const event of stream) {
		if (event.type === 'start') await record({ body: { ...body, tool: 'live' } });
		if (event.type !== 'rows') continue;
		const [row] = event.rows;
		if (row?.kind === 'entry' && !('problems' in row)) return row.entry.tool;
	}
	return undefined;
})();
const streamed = await live;

const headers = { 'Idempotency-Key': 'job-1' };
const first = await record({ body, headers, throwOnError: true });
const second = await record({ body, headers, throwOnError: true });
if ('receipts' in first.data) throw new Error('These are several.');
const day: string = first.data.day;

const page = await readPage({ query: { day, 'exclude-tool': ['live'] }, throwOnError: true });
const tools = page.data.entries.map((row) => {
	if ('problems' in row) return row.problems.join();
	const { tool, result_chars }: { tool: string; result_chars: number } = row.entry;
	return \`\${tool} \${result_chars}\`;
});
const { data: summary } = await readSummary({ query: { day } });
const { data: found } = await search({ query: { text: 'WEB', limit: 1 } });
const wrong = await readPage({ query: { day: 'never' } });

console.log(
	JSON.stringify({
		same: JSON.stringify(first.data) === JSON.stringify(second.data),
		streamed,
		tools,
		total: summary?.counts.total,
		found: found?.entries.length,
		wrong: wrong.error?.error.code,
	}),
);
process.exit();
declare const process: { exit(): never };
`;
