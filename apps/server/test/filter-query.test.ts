import { expect, test } from 'vitest';
import { homeWith } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';

const DAY = '2026-11-22';
const line = (n: number, more: object) =>
	JSON.stringify({
		...{ ts: `${DAY}T07:00:00`, user: 'ann', tool: `t${n}`, args: {}, status: 'ok' },
		...{ result_chars: 0, result_snippet: '' },
		...more,
	});
const LINES = [
	line(0, { agent: 'claude-code', source: 'claude-code', duration_ms: 400 }),
	line(1, { agent: 'claude-code', source: 'proxy', denied_by: 'rule', duration_ms: 2_000 }),
	line(2, { agent: 'a&b', denied_by: 'hook' }),
	'{"torn',
	line(4, {}),
];

async function withLog() {
	const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: `${LINES.join('\n')}\n` });
	const server = await startServer({ home });
	return server.person('ann');
}

const toolsOf = (entries: { tool: string }[]) => entries.map(({ tool }) => tool);

test.each([
	['agent=claude-code', ['t0', 't1']],
	['agent=claude-code&agent=a%26b', ['t0', 't1', 't2']],
	['source=proxy', ['t1']],
	['denied-by=rule&denied-by=hook', ['t1', 't2']],
	['min-duration=400', ['t0', 't1']],
	['min-duration=400.5&agent=claude-code', ['t1']],
	['agent=Claude-Code', []],
])('the day and its export with %s have the calls %j', async (search, tools) => {
	const ann = await withLog();
	const day = await ann.get(`/api/audit/day?date=${DAY}&${search}`);
	expect(toolsOf(day.data)).toEqual(tools);
	expect(day.headers.get('x-total-rows')).toBe(String(tools.length));
	const exported = await ann.get(`/api/audit/export?day=${DAY}&format=json&${search}`);
	expect(toolsOf(exported.data)).toEqual(tools);
	expect(exported.headers.get('x-total-rows')).toBe(String(tools.length));
});

test('without a filter the day is whole, and damaged lines are counted', async () => {
	const ann = await withLog();
	const { data, headers } = await ann.get(`/api/audit/day?date=${DAY}`);
	expect(toolsOf(data)).toEqual(['t0', 't1', 't2', 't4']);
	expect(headers.get('x-total-rows')).toBe('5');
});

test('an export takes parameters beside a filter in JSON, but no part twice', async () => {
	const ann = await withLog();
	const take = (filter: object) =>
		ann.get(
			`/api/audit/export?day=${DAY}&format=json&agent=claude-code&filter=${JSON.stringify(filter)}`,
		);
	expect(toolsOf((await take({ tool: ['t1', 't2'] })).data)).toEqual(['t1']);
	expect(await take({ agent: ['other'] })).toMatchObject({
		code: 'BAD_REQUEST',
		message: 'Give agent in the filter or as a parameter, not in both.',
	});
});

test.each(['min-duration=2s', 'min-duration=-1', 'min-duration=', `agent=${'x'.repeat(1_001)}`])(
	'rejects %s',
	async (search) => {
		const ann = await withLog();
		for (const path of [`/api/audit/day?date=${DAY}`, `/api/audit/export?day=${DAY}`]) {
			expect((await ann.get(`${path}&${search}`)).code).toBe('BAD_REQUEST');
		}
	},
);

test('the page’s queries take the same filters', async () => {
	const ann = await withLog();
	const read = async (filter: object) => {
		const { data } = await ann.call('audit.readDay', { day: DAY, filter });
		return toolsOf(data.entries.map(({ entry }: { entry: { tool: string } }) => entry));
	};
	expect(await read({ deniedBy: ['hook'] })).toEqual(['t2']);
	expect(await read({ agent: ['claude-code'], minDurationMs: 1_000 })).toEqual(['t1']);
});

test('a call that is recorded keeps the fields of the format', async () => {
	const ann = await withLog();
	const fields = {
		...{ call_id: 'toolu_1', parent_call_id: 'toolu_0', session: 's', agent: 'claude-code' },
		...{ agent_id: 'a1', source: 'claude-code', duration_ms: 12.5, denied_by: 'rule' },
		...{ reason: 'not here', cwd: '/src', model: 'm', host: 'h', mcp_server: 'fs' },
	};
	await ann.call('audit.record', { tool: 't', args: {}, status: 'denied', result: '', ...fields });
	const { data } = await ann.call('audit.recent', { days: 1 });
	expect(data.entries[0].entry).toMatchObject(fields);
});
