import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entry, openCliHarness, type Ran, type CliHarness } from './cli-harness.ts';

/** Starts a tail, appends a line when it is watching, and stops it when the line is shown. */
async function tailOneLine(place: CliHarness, line: string, ...args: string[]): Promise<Ran> {
	const stop = new AbortController();
	const file = join(place.home, 'alice', 'tool_audit', '2026-11-23.jsonl');
	return place.run(['tail', ...args], {
		stop: stop.signal,
		onNote: () => void appendFile(file, `${line}\n`),
		onOutput: () => stop.abort(),
	});
}

test('tail: shows new calls, and exits with 0', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-23', entry({ tool: 'old' }));
	const call = entry({ ts: '2026-11-23T07:03:29', tool: 'new' });
	const { code, stdout } = await tailOneLine(place, JSON.stringify(call));
	expect(stdout).toBe('2026-11-23\t07:03:29\tnew\tok\t{"command":"ls"}\ta\\n\n');
	expect(code).toBe(0);
});

test.each([
	['2026-11-23', ['today']],
	['2026-11-22', ['yesterday', 'today']],
	['1d', ['today']],
	['400d', ['long ago', 'yesterday', 'today']],
])('tail: --since %s first shows what is there from then on', async (since, tools) => {
	await using place = await openCliHarness();
	await place.writeDay(
		'alice',
		'2025-11-23',
		entry({ tool: 'long ago', ts: '2025-11-23T07:03:29' }),
	);
	await place.writeDay(
		'alice',
		'2026-11-22',
		entry({ tool: 'yesterday', ts: '2026-11-22T07:03:29' }),
	);
	await place.writeDay('alice', '2026-11-23', entry({ tool: 'today', ts: '2026-11-23T07:03:29' }));
	const stop = new AbortController();
	let shown = 0;
	const { stdout, code } = await place.run(['tail', '--since', since], {
		stop: stop.signal,
		onOutput: () => ++shown === tools.length && stop.abort(),
	});
	expect(
		stdout
			.split('\n')
			.slice(0, -1)
			.map((row) => row.split('\t')[2]),
	).toEqual(tools);
	expect(code).toBe(0);
});

test('tail: --since takes days and dates', async () => {
	await using place = await openCliHarness();
	const { code, stderr } = await place.run(['tail', '--since', 'yesterday']);
	expect([code, stderr]).toEqual([2, expect.stringContaining('a number of days such as 30d')]);
});

test('tail: --json prints one document per row, each on a line', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-23', entry());
	const { stdout } = await tailOneLine(place, '[1]', '--json');
	expect(stdout).toMatch(/^[^\n]+\n$/);
	expect(JSON.parse(stdout)).toMatchObject({ day: '2026-11-23', kind: 'damaged', position: 1 });
});
