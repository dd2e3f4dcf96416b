import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { chmod, chown, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { IS_WINDOWS } from './system.ts';
import { tempFolder } from './temp-folder.fixture.ts';
import { appendPlain, readTail, readWhole, replaceWhole } from './whole-file.ts';

test.skipIf(IS_WINDOWS)(
	'a replaced file keeps its permissions, and a new one is private',
	async () => {
		const folder = await tempFolder();
		const path = join(folder, 'a.json');
		replaceWhole(path, '1');
		expect((await stat(path)).mode & 0o777).toBe(0o600);
		await chmod(path, 0o664);
		replaceWhole(path, '2');
		expect((await stat(path)).mode & 0o777).toBe(0o664);
		expect(await readFile(path, 'utf8')).toBe('2');
		expect(await readdir(folder)).toEqual(['a.json']);
	},
);

test.runIf(process.getuid?.() === 0)('a file of another owner stays theirs', async () => {
	const path = join(await tempFolder(), 'a.json');
	await writeFile(path, '1', { mode: 0o640 });
	await chown(path, 12_345, 23_456);
	replaceWhole(path, '2');
	expect(await stat(path)).toMatchObject({ uid: 12_345, gid: 23_456, mode: 0o100640 });
});

test('a file that can’t be replaced stays, and no temporary file is left', async () => {
	const folder = await tempFolder();
	await mkdir(join(folder, 'a.json'));
	await writeFile(join(folder, 'a.json/b'), '');
	expect(() => replaceWhole(join(folder, 'a.json'), '1')).toThrow();
	expect(await readdir(folder)).toEqual(['a.json']);
});

test('the content is on the disk before the name, and the name before it returns', async () => {
	const steps: string[] = [];
	for (const name of ['fsyncSync', 'renameSync'] as const) {
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
	replaceWhole(join(await tempFolder(), 'a.json'), '1');
	expect(steps).toEqual(
		IS_WINDOWS ? ['fsyncSync', 'renameSync'] : ['fsyncSync', 'renameSync', 'fsyncSync'],
	);
});

test('the end of a file, and all of a shorter one', async () => {
	const path = join(await tempFolder(), 'a.txt');
	expect(readTail(path, 4)).toBeNull();
	await writeFile(path, 'abcdef');
	expect(readTail(path, 4)!.toString()).toBe('cdef');
	expect(readTail(path, 10)!.toString()).toBe('abcdef');
});

test('appends to a private file that it makes', async () => {
	const path = join(await tempFolder(), 'a.txt');
	appendPlain(path, 'a');
	appendPlain(path, 'b');
	expect(await readFile(path, 'utf8')).toBe('ab');
	if (!IS_WINDOWS) expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test.skipIf(IS_WINDOWS)('a named pipe is not waited for, and no link is appended to', async () => {
	const folder = await tempFolder();
	const pipe = join(folder, 'pipe');
	execFileSync('mkfifo', [pipe]);
	for (const use of [readWhole, readTail]) expect(() => use(pipe, 9)).toThrow('not a plain file');
	expect(() => appendPlain(pipe, 'a')).toThrow('not a plain file');
	await symlink(join(folder, 'file'), join(folder, 'link'));
	expect(() => appendPlain(join(folder, 'link'), 'a')).toThrow();
	expect(await readdir(folder)).toEqual(['link', 'pipe']);
});
