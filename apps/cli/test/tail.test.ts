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
	const { code, stdout } = await tailOneLine(place, JSON.stringify(entry({ tool: 'new' })));
	expect(stdout).toBe('2026-11-23\t07:03:29\tnew\tok\t{"command":"ls"}\ta\\n\n');
	expect(code).toBe(0);
});

test('tail: --json prints one document per row, each on a line', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-23', entry());
	const { stdout } = await tailOneLine(place, '[1]', '--json');
	expect(stdout).toMatch(/^[^\n]+\n$/);
	expect(JSON.parse(stdout)).toMatchObject({ day: '2026-11-23', kind: 'damaged', position: 1 });
});
