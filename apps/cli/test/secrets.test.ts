import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entry, openCliHarness, type CliHarness } from './cli-harness.ts';

/** Assembled from parts, so that secret scanners do not report this file. */
const TOKEN = ['ghp', '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae0123456'].join('_');

async function openWithSecrets(): Promise<CliHarness> {
	const place = await openCliHarness();
	await place.writeDay('alice', '2026-11-20', entry({ args: { password: 'hunter2' } }));
	await place.writeDay('alice', '2026-11-21', entry());
	await place.writeDay('alice', '2026-11-22', entry(), entry({ result_snippet: `is ${TOKEN}` }));
	return place;
}

test('secrets: lists days, rows, fields, rules and hashes, newest day first, and sums up', async () => {
	await using place = await openWithSecrets();
	const { code, stdout, stderr } = await place.run(['secrets']);
	expect([code, stdout.replace(/[\da-f]{8}/g, 'HASH')]).toEqual([
		0,
		'2026-11-22\t2\tresult\tgithub-token\tHASH\t1\n2026-11-20\t1\targs\tpassword\tHASH\t1\n',
	]);
	expect(stderr).toBe(
		'2 secrets, found 2 times in 2 calls on 2 of 3 days. Change each one at its vendor, or in the program that has it: the log keeps it (see tool-audit secrets --help).\n',
	);
});

test('secrets: --by-secret lists each secret once, with where it was found last', async () => {
	await using place = await openWithSecrets();
	await place.writeDay('alice', '2026-11-21', entry(), entry({ args: { note: TOKEN } }));
	const { stdout, stderr } = await place.run(['secrets', '--by-secret']);
	expect(stdout.replace(/[\da-f]{8}/g, 'HASH')).toBe(
		'github-token\tHASH\t2\t2\t2026-11-22\t2\npassword\tHASH\t1\t1\t2026-11-20\t1\n',
	);
	expect(stderr).toContain('2 secrets, found 3 times in 3 calls on 3 of 3 days.');
	const { stdout: json } = await place.run(['secrets', '--by-secret', '--json']);
	expect(JSON.parse(json)).toMatchObject({
		secrets: [{ rules: ['github-token'], count: 2, days: 2 }, { count: 1 }],
		unreadable: [],
	});
});

test('secrets: never prints a value, and leaves the files as they are', async () => {
	await using place = await openWithSecrets();
	const path = join(place.home, 'alice/tool_audit/2026-11-22.jsonl');
	const before = await readFile(path);
	for (const args of [['secrets'], ['secrets', '--json']]) {
		const { stdout, stderr } = await place.run(args);
		expect(stdout + stderr).not.toMatch(/hunter2|7fQ2zKp9/);
	}
	expect(await readFile(path)).toEqual(before);
});

test('secrets: the row that is listed is the one that day shows', async () => {
	await using place = await openWithSecrets();
	const { stdout } = await place.run(['day', '2026-11-22', '--row', '2']);
	expect(stdout).toContain(`result_snippet: is ${TOKEN}\n`);
});

test('secrets: searches the days asked for', async () => {
	await using place = await openWithSecrets();
	const { stdout, stderr } = await place.run([
		...['secrets', '--from-day', '2026-11-20', '--to-day', '2026-11-21'],
	]);
	expect(stdout).toMatch(/^2026-11-20\t1\targs\tpassword\t[\da-f]{8}\t1\n$/);
	expect(stderr).toContain('on 1 of 2 days');
});

test('secrets, search: a span that ends before it begins is a usage error', async () => {
	await using place = await openWithSecrets();
	const span = ['--from-day', '2026-11-21', '--to-day', '2026-11-20'];
	for (const command of ['secrets', 'search']) {
		const { code, stderr } = await place.run([command, ...span]);
		expect([code, stderr]).toEqual([
			2,
			'tool-audit: --from-day 2026-11-21 is after --to-day 2026-11-20.\n',
		]);
	}
});

test('secrets: says when there are none', async () => {
	await using place = await openWithSecrets();
	const { code, stdout, stderr } = await place.run([
		'secrets',
		'--from-day',
		'2026-11-21',
		'--to-day',
		'2026-11-21',
	]);
	expect([code, stdout, stderr]).toEqual([0, '', 'No secrets found in 1 day.\n']);
});

test('secrets: says when there are no days', async () => {
	await using place = await openWithSecrets();
	const { stderr } = await place.run(['secrets', '--from-day', 'today']);
	expect(stderr).toBe('No days to search.\n');
});

test('secrets: --json prints one document with all days', async () => {
	await using place = await openWithSecrets();
	const { stdout } = await place.run(['secrets', '--json']);
	expect(JSON.parse(stdout)).toMatchObject({
		days: [
			{ day: '2026-11-22', secrets: 1, rules: [{ rule: 'github-token', count: 1 }] },
			{ day: '2026-11-21', secrets: 0, rows: [] },
			{ day: '2026-11-20', secrets: 1, rows: [{ position: 0 }] },
		],
		missing: [],
		unreadable: [],
	});
});

test('secrets: names damaged lines and days that can’t be read, beside the others', async () => {
	await using place = await openWithSecrets();
	await place.writeDay('alice', '2026-11-21', `{"args": {"note": "${TOKEN}`);
	const log = join(place.home, 'alice/tool_audit');
	await symlink(join(log, '2026-11-20.jsonl'), join(log, '2026-11-23.jsonl'));
	await mkdir(join(log, '2026-11-19.jsonl'));
	const { stderr: said } = await place.run(['secrets', '--from-day', '2026-11-23']);
	expect(said).toMatch(/is a link or not a plain file\.[^\n]*\nNo day could be searched\.\n$/);
	const { code, stdout, stderr } = await place.run(['secrets']);
	expect(code).toBe(0);
	expect(stdout.split('\n')).toHaveLength(3);
	expect(stderr).toMatch(/^2026-11-23 of "alice" is a link or not a plain file\./);
	expect(stderr).toContain('2026-11-19 of "alice"');
	expect(stderr).toContain("2026-11-21: 1 damaged line may hold secrets and can't be searched");
});

test('secrets: long work says how far it is, on standard error', async () => {
	await using place = await openWithSecrets();
	let seconds = 0;
	const now = () => (seconds += 3) * 1_000;
	const { stdout, stderr } = await place.run(['secrets'], { now });
	expect(stderr).toContain('Searched 2 of 3 days.\n');
	expect(stdout).not.toContain('Searched');
});
