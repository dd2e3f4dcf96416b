import { existsSync, statSync, writeFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { makeOwnFolder } from './own-folder.ts';
import { tempFolder } from './temp-folder.fixture.ts';

test('creates a folder and its parents, for their owner only', async () => {
	const root = await tempFolder();
	const path = join(root, 'a/b/c');
	makeOwnFolder(path);
	makeOwnFolder(path);
	for (const made of ['a', 'a/b', 'a/b/c']) {
		expect(statSync(join(root, made)).mode & 0o777).toBe(0o700);
	}
	await symlink(path, join(root, 'link'));
	makeOwnFolder(join(root, 'link/d'));
	expect(existsSync(join(path, 'd'))).toBe(true);
});

test('says why there can be none', async () => {
	const file = join(await tempFolder(), 'file');
	writeFileSync(file, '');
	expect(() => makeOwnFolder(file)).toThrow(/EEXIST/);
	expect(() => makeOwnFolder(join(file, 'below'))).toThrow(/ENOTDIR/);
});

test.runIf(existsSync('/proc/self'))(
	'never waits for ever where nothing can be created',
	async () => {
		const module = new URL('./own-folder.ts', import.meta.url).href;
		const code = `import { makeOwnFolder } from '${module}'; makeOwnFolder('/proc/nope/below');`;
		const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
			timeout: 20_000,
		});
		await expect(run).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringContaining('ENOENT') as string,
		});
	},
);
