import { expect, test } from 'vitest';
import {
	FILTER_DURATION_MS_MAX,
	FILTER_TEXT_CHARS_MAX,
	FILTER_VALUES_MAX,
	FIRST_DAY,
	ID_CHARS_MAX,
	isDay,
	LAST_DAY,
	PAGE_LIMIT_MAX,
	RECENT_DAYS_MAX,
	SEARCH_LIMIT_MAX,
	SECRET_ROWS_MAX,
	createAuditClient,
} from '../src/index.ts';
import { openRealServer } from './real-server.ts';

test('the limits are those of a server: the largest input is accepted, and one more is not', async () => {
	await using server = await openRealServer();
	const apiKey = await server.keyFor('audit:read', 'audit:write');
	const { audit } = createAuditClient({ url: server.url, apiKey });
	const day = '2026-11-22';
	const call = { tool: 'x', args: {}, status: 'ok', result: '' } as const;
	const inputs: [number, (value: number) => Promise<unknown>][] = [
		[FILTER_DURATION_MS_MAX, (n) => audit.recent.query({ filter: { minDurationMs: n } })],
		[FILTER_TEXT_CHARS_MAX, (n) => audit.recent.query({ filter: { text: 'x'.repeat(n) } })],
		[
			FILTER_VALUES_MAX,
			(n) => audit.recent.query({ filter: { tool: Array<string>(n).fill('x') } }),
		],
		[ID_CHARS_MAX, (n) => audit.record.mutate({ ...call, id: '.'.repeat(n) })],
		[PAGE_LIMIT_MAX, (limit) => audit.readDay.query({ day, limit })],
		[PAGE_LIMIT_MAX, (limit) => audit.recent.query({ limit })],
		[RECENT_DAYS_MAX, (days) => audit.recent.query({ days })],
		[SEARCH_LIMIT_MAX, (limit) => audit.search.query({ filter: {}, limit })],
		[SECRET_ROWS_MAX, (rows) => audit.secrets.query({ rows })],
	];
	for (const [max, use] of inputs) {
		await expect(use(max)).resolves.toBeDefined();
		await expect(use(max + 1)).rejects.toMatchObject({ code: 'bad_input' });
	}
	for (const day of [FIRST_DAY, LAST_DAY]) {
		expect(isDay(day)).toBe(true);
		expect(await audit.readDay.query({ day })).toMatchObject({ total: 0 });
	}
});
