import { parseExactJson } from '@tool-audit/core';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entry, openCliHarness, type CliHarness } from './cli-harness.ts';

const RECORD = ['record', '--user', 'alice', '--tool', 'make', '--status', 'ok'];

/** The entries in alice's file of today. */
async function recorded(place: CliHarness): Promise<Record<string, unknown>[]> {
	const file = join(place.home, 'alice', 'tool_audit', '2026-11-23.jsonl');
	const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
	return lines.map((line) => parseExactJson(line) as Record<string, unknown>);
}

test('record: appends one line to today', async () => {
	await using place = await openCliHarness();
	const args = [...RECORD, '--args', '{"target":"all"}', '--result', 'done', '--session', 's1'];
	const { code, stderr } = await place.run(args);
	expect(stderr).toMatch(/^alice had no log\. .*\nRecorded for alice on 2026-11-23 as \S+\.\n$/);
	expect(code).toBe(0);
	expect((await place.run(RECORD)).stderr).toMatch(/^Recorded for alice/);
	const [first] = await recorded(place);
	expect([first]).toMatchObject([
		{
			ts: '2026-11-23T12:00:00.000+00:00',
			user: 'alice',
			tool: 'make',
			args: { target: 'all' },
			status: 'ok',
			result_chars: 4,
			result_snippet: 'done',
			session: 's1',
		},
	]);
});

test('record: reads the result from standard input', async () => {
	await using place = await openCliHarness();
	await place.run([...RECORD, '--result', '-'], { input: '温'.repeat(1_000) });
	expect(await recorded(place)).toMatchObject([
		{ args: {}, result_chars: 1_000, result_snippet: '温'.repeat(300) },
	]);
});

test('record: rejects an empty tool name', async () => {
	await using place = await openCliHarness();
	const { code, stderr } = await place.run(['record', '--tool', '', '--status', 'ok']);
	expect([code, stderr]).toEqual([2, expect.stringContaining('Use the name of the tool')]);
});

test('record: uses the only user without --user', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-22', entry());
	await place.run(['record', '--tool', 'make', '--status', 'denied']);
	expect(await recorded(place)).toMatchObject([{ user: 'alice', status: 'denied' }]);
});

test('record: keeps all digits of a number', async () => {
	await using place = await openCliHarness();
	await place.run([...RECORD, '--args', '{"id":12345678901234567890,"n":1}']);
	expect(await recorded(place)).toMatchObject([{ args: { id: 12345678901234567890n, n: 1 } }]);
});

test('record: --json prints the receipt', async () => {
	await using place = await openCliHarness();
	const { stdout } = await place.run([...RECORD, '--json']);
	expect(JSON.parse(stdout)).toMatchObject({ written: true, day: '2026-11-23' });
});

test.each([
	[[...RECORD, '--args', '[1]'], /arguments have names/],
	[[...RECORD, '--args', '{'], /Use a JSON object/],
	[['record', '--tool', 'x', '--status', 'fine'], /Allowed choices are ok, error, denied/],
	[['record', '--status', 'ok'], /required option '--tool <name>' not specified/],
	[['record', '--user', '../x', '--tool', 'x', '--status', 'ok'], /is not a valid user/],
])('record: rejects %j and writes nothing', async (args, sentence) => {
	await using place = await openCliHarness();
	const { code, stderr } = await place.run(args);
	expect(stderr).toMatch(sentence);
	expect(code).toBe(2);
	await expect(recorded(place)).rejects.toThrow('ENOENT');
});

test('record: a call that can’t be written is a failure', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-23');
	const file = join(place.home, 'alice', 'tool_audit', '2026-11-23.jsonl');
	await rm(file);
	await mkdir(file);
	const { code, stderr } = await place.run(RECORD);
	expect(stderr).toMatch(/^tool-audit: [^\n]*\n$/);
	expect(code).toBe(1);
});

test('record: on a new installation uses the log of the only account', async () => {
	await using place = await openCliHarness();
	await place.run(['users', 'add', 'ada', '--password-stdin'], { input: 'correct horse battery' });
	const { code, stderr } = await place.run(['record', '--tool', 'make', '--status', 'ok']);
	expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('ada') });
	expect(await place.run(['days'])).toMatchObject({
		code: 0,
		stdout: expect.stringContaining('2026-11-23'),
	});
});

test('record: without an account or a log says how to create one', async () => {
	await using place = await openCliHarness();
	const { code, stderr } = await place.run(['record', '--tool', 'make', '--status', 'ok']);
	expect(code).toBe(1);
	expect(stderr).toContain('or with tool-audit users add');
});
