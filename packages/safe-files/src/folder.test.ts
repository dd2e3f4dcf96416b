import { existsSync } from 'node:fs';
import { mkdir, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFile } from './file.ts';
import { openFolderBelow, openOrMakeFolderBelow } from './folder.ts';
import { blockOn, waitFor } from './steps.ts';
import { tempFolder } from './temp-folder.fixture.ts';

async function homeOfTwo(): Promise<string> {
	const home = await tempFolder();
	for (const path of ['ann/notes', 'bob']) {
		await mkdir(join(home, path), { recursive: true });
		await writeFile(join(home, path, 'a.md'), `${path}’s`);
	}
	return home;
}

// On other systems an open folder has no path of its own: see the top of folder.ts.
test.runIf(existsSync('/proc/self/fd'))(
	'replacing an opened folder with a link has no effect',
	async () => {
		const home = await homeOfTwo();
		using folder = await waitFor(openFolderBelow(home, ['ann', 'notes']));
		await rename(join(home, 'ann/notes'), join(home, 'ann/moved'));
		await symlink(join(home, 'bob'), join(home, 'ann/notes'));
		await using file = await openFile(folder!, 'a.md');
		expect(await file!.readFile('utf8')).toBe('ann/notes’s');
	},
);

test('rejects a link in the path, and returns null for a missing folder', async () => {
	const home = await homeOfTwo();
	await symlink(join(home, 'bob'), join(home, 'eve'));
	await expect(waitFor(openFolderBelow(home, ['eve']))).rejects.toMatchObject({
		code: 'not-plain',
	});
	expect(blockOn(openFolderBelow(home, ['ann', 'nothing', 'below']))).toBeNull();
	expect(blockOn(openFolderBelow(home, ['n'.repeat(300)]))).toBeNull();
});

test('the root may be a link', async () => {
	const home = await homeOfTwo();
	const root = join(await tempFolder(), 'home');
	await symlink(home, root);
	using folder = await waitFor(openFolderBelow(root, ['ann']));
	expect(folder).not.toBeNull();
});

test('creates missing folders for their owner only', async () => {
	const root = join(await tempFolder(), 'a/home');
	using folder = blockOn(openOrMakeFolderBelow(root, ['ann', 'log']));
	expect(folder).not.toBeNull();
	expect((await stat(join(root, 'ann/log'))).mode & 0o777).toBe(0o700);
});
