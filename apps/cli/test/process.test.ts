import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { compileCache } from './compile-cache.ts';
import { entry, openCliHarness, type CliHarness } from './cli-harness.ts';

const MAIN = join(import.meta.dirname, '../src/main.ts');

function start(place: CliHarness, ...args: string[]) {
	const child = spawn(process.execPath, [MAIN, ...args], {
		env: { ...compileCache, ...place.env },
	});
	const code = new Promise<number | null>((resolve) => child.on('close', resolve));
	return { child, code };
}

test('the command runs as a process, and its exit code reports the outcome', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-22', entry());
	const right = start(place, 'days');
	expect(await text(right.child.stdout)).toMatch(/^2026-11-22\t1\t/);
	expect(await right.code).toBe(0);

	const wrong = start(place, 'day', 'someday');
	expect(await text(wrong.child.stderr)).toMatch(/^tool-audit: [^\n]*\n$/);
	expect(await wrong.code).toBe(2);
});

test('a pipe that is closed early is not a failure', async () => {
	await using place = await openCliHarness();
	const rows = Array.from({ length: 1_000 }, () => entry({ result_snippet: 'x'.repeat(300) }));
	await place.writeDay('alice', '2026-11-22', ...rows);
	const { child, code } = start(place, 'day', '2026-11-22', '--limit', '1000');
	child.stdout.once('data', () => child.stdout.destroy());
	expect(await text(child.stderr)).toBe('');
	expect(await code).toBe(0);
});

test('without a reader of standard error, a call is recorded and a failure has its exit code', async () => {
	await using place = await openCliHarness();
	const runUnheard = (...args: string[]) => {
		const { child, code } = start(place, ...args);
		child.stderr.destroy();
		return code;
	};
	const record = ['record', '--user', 'alice', '--tool', 'make', '--status', 'ok'];
	expect(await runUnheard(...record)).toBe(0);
	expect(await runUnheard('day', 'someday')).toBe(2);
});

test('reads the password from a pipe', async () => {
	await using place = await openCliHarness();
	const { child, code } = start(place, 'users', 'add', 'alice', '--password-stdin');
	child.stdin.end('correct horse battery\n');
	expect(await code).toBe(0);
});
