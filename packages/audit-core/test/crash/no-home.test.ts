import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { dayPath, makeHome, readEntries } from '../write-fixture.ts';
import { startChild } from './start-child.ts';

/** A process that hangs would be stopped by the test's own time limit. */
async function run(folder: string, ...args: string[]) {
	const child = startChild(folder, 'no-home-child.ts', args, { stdio: 'pipe' });
	const [stdout, stderr, exit] = await Promise.all([
		text(child.stdout!),
		text(child.stderr!),
		once(child, 'exit'),
	]);
	return { stdout: stdout.trim(), stderr, exit: exit as unknown[] };
}

/** Places where nothing can be written, whoever runs the tests. */
const NOWHERE = [
	...['/proc/nope', '/sys/nope'].filter((path) => existsSync(dirname(path))),
	// A file in its place, and one above it.
	...['file', 'file/below'],
];
const WAYS = [
	['open', 'record', 'kept'],
	['open', 'recordSync', 'kept'],
	['closed', 'record', 'not-recorded'],
	['closed', 'recordSync', 'not-recorded'],
] as const;

async function folderWithFile(): Promise<string> {
	const folder = await makeHome();
	writeFileSync(join(folder, 'file'), '');
	return folder;
}

async function expectItEnds(home: string, [onFailure, way, outcome]: (typeof WAYS)[number]) {
	const folder = await folderWithFile();
	const { stdout, stderr, exit } = await run(folder, resolve(folder, home), '', onFailure, way);
	expect([home, stdout, exit]).toEqual([home, outcome, [0, null]]);
	expect(stderr).toMatch(/^tool-audit: .+ 1 call of alice on 2026-11-22: (?:kept|lost)$/m);
	if (onFailure === 'open') expect(stderr).toMatch(/^tool-audit: 1 entry could not be written\./m);
	expect(stderr).not.toContain('was removed');
}

test('a program that records once where nothing can be written ends by itself, and says so', async () => {
	await Promise.all(NOWHERE.map((home) => expectItEnds(home, WAYS[0])));
	await Promise.all(WAYS.slice(1).map((way) => expectItEnds(NOWHERE[0]!, way)));
});

test.each([NOWHERE[0]!, 'file'])(
	'a data folder that can’t be there, %s, costs the key alone',
	async (data) => {
		const folder = await folderWithFile();
		const home = join(folder, 'home');
		const { stdout, stderr, exit } = await run(
			folder,
			home,
			resolve(folder, data),
			'open',
			'record',
		);
		expect([stdout, exit]).toEqual(['written', [0, null]]);
		expect(stderr).toContain("The key of redaction marks can't be kept");
	},
);

test('what can be written at the end after all is written', async () => {
	const folder = await makeHome();
	const home = join(folder, 'home');
	writeFileSync(home, '');
	const { stdout, stderr, exit } = await run(folder, home, '', 'open', 'record', home);
	expect([stdout, exit]).toEqual(['kept', [0, null]]);
	expect(stderr).not.toContain('could not be written');
	const tools = (await readEntries(dayPath(home))).map(({ tool }) => tool);
	expect(tools).toEqual(['tool_audit.gap', 't']);
});
