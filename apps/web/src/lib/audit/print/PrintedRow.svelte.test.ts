import type { Entry } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { ListedRow } from '../listed-row.ts';
import { CELL_CHARS_MAX } from '../row-view.ts';
import type { Clock } from '../times.ts';
import PrintedRow from './PrintedRow.svelte';

const clock: Clock = { mode: 'utc', milliseconds: false, logZone: 'UTC', localZone: 'UTC' };

async function printed(changes: Partial<Entry>): Promise<string> {
	const entry = {
		...{ ts: '2026-11-22T07:41:03.120+00:00', user: 'alice', tool: 'mcp__github__create_issue' },
		...{ args: { title: 'Broken' }, status: 'ok', result_chars: 2_400, result_snippet: 'done' },
		...changes,
	} as Entry;
	const row = { kind: 'entry', day: '2026-11-22', ref: 'r-1', entry } as ListedRow;
	const { container } = await render(PrintedRow, { row, clock });
	return container.textContent.replace(/\s+/g, ' ').trim();
}

test('a call is its facts, and then its arguments and its result', async () => {
	const row = await printed({ duration_ms: 3_400, agent: 'claude-code', session: 's-1' });
	const parts = ['07:41:03', 'ok', 'mcp__github__create_issue', '3.4 s', 'agent claude-code'];
	for (const part of [...parts, 'session s-1', 'characters 2,400']) expect(row).toContain(part);
	expect(row).toMatch(/title Broken → done$/);
});

test('a denied call says by what, and why', async () => {
	const denial = { denied_by: 'hook', reason: 'Production is read-only', result_snippet: '' };
	expect(await printed({ status: 'denied', ...denial })).toMatch(
		/denied by hook.*→ Production is read-only$/,
	);
});

test('a call of another date than its day has that date', async () => {
	expect(await printed({ ts: '2026-11-21T23:41:03Z' })).toMatch(/^23:41:03 21 Nov /);
	expect(await printed({ ts: '1970-01-01T00:00:00Z' })).toMatch(/^00:00 1 Jan 1970 /);
});

test('a text that is cut says so', async () => {
	const long = 'x'.repeat(CELL_CHARS_MAX + 1);
	expect(await printed({ args: { text: long } })).toMatch(/x…/);
	expect(await printed({ result_snippet: long })).toMatch(/x…$/);
	expect(await printed({})).not.toContain('…');
});
