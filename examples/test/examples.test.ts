import { openAuditLog } from '@tool-audit/core';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, type TestContext } from 'vitest';
import { openFolder, runServer } from './running-server.ts';

const run = promisify(execFile);

/** Runs an example and returns its output. */
async function output(example: string, env: Record<string, string>): Promise<string> {
	const file = join(import.meta.dirname, '..', example);
	const program = example.endsWith('.py') ? 'python3' : process.execPath;
	return (await run(program, [file], { env: { ...process.env, ...env } })).stdout;
}

function needsPython({ skip }: Pick<TestContext, 'skip'>): void {
	const { status } = spawnSync('python3', ['--version'], { stdio: 'ignore' });
	if (status !== 0) skip('python3 is not installed');
}

test('record-and-read.ts records a call on a server and reads the day', async () => {
	await using server = await runServer();
	expect(await output('record-and-read.ts', server.env)).toBe('0 weather.forecast ok\n');
	expect(await output('record-and-read.ts', server.env)).toBe(
		'0 weather.forecast ok\n1 weather.forecast ok\n',
	);
});

test('record-with-durations.ts, page-a-day.ts and follow-live.ts record, page and follow', async () => {
	await using server = await runServer();
	expect(await output('record-with-durations.ts', server.env)).toBe('Sun, then rain.\n');
	// No call of the day has failed or was denied.
	expect(await output('page-a-day.ts', server.env)).toBe('');
	const live = spawn(process.execPath, [join(import.meta.dirname, '../follow-live.ts')], {
		env: { ...process.env, ...server.env },
	});
	onTestFinished(() => void live.kill());
	const lines = createInterface(live.stdout)[Symbol.asyncIterator]();
	const line = async () => (await lines.next()).value as string;
	expect(await line()).toMatch(/ weather\.forecast ok$/);
	await output('record-and-read.ts', server.env);
	expect(await line()).toMatch(/ weather\.forecast ok$/);
});

test('record-to-files.ts records successful and failed calls', async () => {
	await using folder = await openFolder();
	expect(await output('record-to-files.ts', folder.env)).toMatch(
		/^clock\.set error RangeError: There is no hour 25\.\nclock\.now ok \d{4}-.*Z\n$/,
	);
});

test('record_and_read.py records a call on a server and reads the day', async (context) => {
	needsPython(context);
	await using server = await runServer();
	const { TOOL_AUDIT_URL: url, TOOL_AUDIT_KEY: key } = server.env;
	expect(await output('record_and_read.py', server.env)).toBe('0 weather.forecast ok\n');
	const headers = { authorization: `Bearer ${key}` };
	const answer = await fetch(`${url}/api/audit/recent`, { headers });
	const { entries } = (await answer.json()) as { entries: { entry: { id: string } }[] };
	// The key of the request, a UUID of version 4, is the name of the entry.
	expect(entries[0]?.entry.id).toMatch(/^[0-9a-f-]{14}4/);
	expect(await output('record_and_read.py', server.env)).toBe(
		'0 weather.forecast ok\n1 weather.forecast ok\n',
	);
});

test('record_to_files.py appends lines that every reader understands', async (context) => {
	needsPython(context);
	await using folder = await openFolder();
	const printed = 'clock.now ok noon\n';
	expect(await output('record_to_files.py', folder.env)).toBe(printed);
	const log = join(folder.env.TOOL_AUDIT_HOME, 'alice/tool_audit');
	const [day] = readdirSync(log);
	appendFileSync(join(log, day!), '{"ts":"torn');
	expect(await output('record_to_files.py', folder.env)).toBe(printed);
	const { entries, damaged } = await readDay(folder.env.TOOL_AUDIT_HOME, day!.slice(0, -6));
	expect(damaged).toMatchObject([{ position: 1, reason: 'torn' }]);
	expect(entries).toMatchObject([
		{ position: 0, entry: { tool: 'clock.now', args: { zone: 'UTC' }, result_chars: 4 } },
		{ position: 2, entry: { tool: 'clock.now', result_snippet: 'noon' } },
	]);
	for (const { problems } of entries) expect(problems).toBeUndefined();
});

async function readDay(home: string, day: string) {
	const log = openAuditLog({ home });
	const page = await log.readDay('alice', day);
	await log.close();
	return page;
}
