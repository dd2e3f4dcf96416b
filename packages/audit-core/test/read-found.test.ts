import { expect, test } from 'vitest';
import type { AuditLog, Filter } from '../src/index.ts';
import { DAY, line, numbered, openTestLog, USER } from './read-fixture.ts';

const LONG = 'x'.repeat(3_000);

const reads: [string, (log: AuditLog, filter: Filter) => Promise<{ entries: object[] }>][] = [
	['readDay', (log, filter) => log.readDay(USER, DAY, { filter })],
	['recent', (log, filter) => log.recent(USER, { filter })],
	['recentAllUsers', (log, filter) => log.recentAllUsers({ filter })],
	['search', (log, filter) => log.search(USER, { filter, budgetMs: 60_000 })],
];

test.each(reads)('%s tells where a text is that its rows do not show', async (_, read) => {
	const { log, write } = await openTestLog();
	const rows = [{ args: { a: 'a needle' } }, { args: { b: `${LONG} a needle` } }];
	await write(rows.map((fields) => `${line(fields)}\n`).join(''));
	const { entries } = await read(log, { text: 'Needle' });
	const found = entries.map((row) => ('found' in row ? row.found : null));
	expect(found).toHaveLength(2);
	expect(found).toContain(null);
	expect(found).toContainEqual(
		expect.objectContaining({ pointer: '/args/b', start: 234, end: 240 }),
	);
	const plain = await read(log, { tool: ['files.read'] });
	expect(plain.entries.some((row) => 'found' in row)).toBe(false);
});

test.each(reads)('%s tells in every row where an expression matches', async (_, read) => {
	const { log, write } = await openTestLog();
	await write(numbered(300, (n) => ({ args: { n, path: `notes/plan-${n}.md` } })));
	const { entries } = await read(log, { text: 'plan-(1|2)\\d+', regex: true });
	// 10 to 19, 20 to 29, 100 to 299.
	expect(entries.length).toBeGreaterThanOrEqual(100);
	for (const row of entries) {
		const { path } = (row as { entry: { args: { path: string } } }).entry.args;
		expect(row).toMatchObject({
			found: { pointer: '/args/path', text: path, start: 6, end: path.length - 3 },
		});
	}
});

test('an expression in a last line without a newline, and in merged lines, has no place', async () => {
	const { log, write } = await openTestLog();
	await write(`{"ts": "2026-11-${line({ args: { a: 'x1' } })}\n${line({ args: { a: 'x2' } })}`);
	const { entries } = await log.readDay(USER, DAY, { filter: { text: 'x\\d', regex: true } });
	expect(entries).toHaveLength(2);
	for (const row of entries) expect(row).not.toHaveProperty('found');
});

test('damaged lines have a place too', async () => {
	const { log, write } = await openTestLog();
	await write(`torn ${LONG} needle\n`);
	const { damaged } = await log.readDay(USER, DAY, { filter: { text: 'needle' } });
	expect(damaged[0]!.found).toMatchObject({ pointer: '', start: 234, end: 240 });
});
