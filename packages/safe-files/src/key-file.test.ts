import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { mkdir, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readOrMakeKey, type KeyKind } from './key-file.ts';
import { IS_WINDOWS } from './system.ts';
import { tempFolder } from './temp-folder.fixture.ts';

const SEVEN: KeyKind = {
	title: 'The key of seven bytes',
	make: () => Buffer.from('secret!'),
	isKey: ({ length }) => length === 7,
};

test('creates one key file, for its owner only, and no other file', async () => {
	const folder = join(await tempFolder(), 'data');
	const key = readOrMakeKey(folder, 'a.key', SEVEN);
	expect(key.toString()).toBe('secret!');
	const other = { ...SEVEN, make: () => Buffer.from('another') };
	expect(readOrMakeKey(folder, 'a.key', other)).toEqual(key);
	expect((await stat(join(folder, 'a.key'))).mode & 0o777).toBe(0o600);
	expect(await readdir(folder)).toEqual(['a.key']);
});

test.each([
	['an empty file', ''],
	['half a key', 'sec'],
	['a key with text added', 'secret!\n'],
])('rejects %s, and never replaces it', async (_, content) => {
	const folder = await tempFolder();
	const path = join(folder, 'a.key');
	await writeFile(path, content);
	expect(() => readOrMakeKey(folder, 'a.key', SEVEN)).toThrow(
		expect.objectContaining({
			code: 'damaged',
			message: `The key of seven bytes in ${path} is damaged (${content.length} bytes).`,
		}),
	);
	expect((await stat(path)).size).toBe(content.length);
});

test.skipIf(IS_WINDOWS).each([
	['a pipe', 'not a plain file', (path: string) => execFileSync('mkfifo', [path])],
	['a folder', 'not a plain file', (path: string) => mkdir(path)],
	[
		'a file that is far too large',
		'more than 65536 bytes',
		async (path: string) => {
			await writeFile(path, '');
			await truncate(path, 2 ** 40);
		},
	],
])('rejects %s in place of a key, without waiting', async (_, what, make) => {
	const folder = await tempFolder();
	await make(join(folder, 'a.key'));
	expect(() => readOrMakeKey(folder, 'a.key', SEVEN)).toThrow(
		expect.objectContaining({ code: 'damaged', message: expect.stringContaining(what) as string }),
	);
});

test('a new key is synced to the disk before it gets its name', async () => {
	const steps: string[] = [];
	for (const name of ['fsyncSync', 'linkSync'] as const) {
		const original = fs[name] as (...args: unknown[]) => void;
		vi.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
			steps.push(name);
			original(...args);
		});
	}
	syncBuiltinESMExports();
	onTestFinished(() => {
		vi.restoreAllMocks();
		syncBuiltinESMExports();
	});
	readOrMakeKey(await tempFolder(), 'a.key', SEVEN);
	expect(steps).toEqual(['fsyncSync', 'linkSync']);
});
