import { execFileSync } from 'node:child_process';
import { link, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openFile, openOrMakeFile } from './file.ts';
import { openFolder } from './folder.ts';
import { blockOn, waitFor } from './steps.ts';
import { IS_WINDOWS } from './system.ts';
import { tempFolder } from './temp-folder.fixture.ts';

/** What an agent could create in place of a file. */
const NOT_PLAIN: [string, (path: string) => unknown][] = [
	['a folder', (path) => mkdir(path)],
	['a link', (path) => symlink('/etc/hostname', path)],
	['a broken link', (path) => symlink('nowhere', path)],
	[
		'a file with a second hard link',
		async (path) => {
			await writeFile(`${path}.other`, '');
			await link(`${path}.other`, path);
		},
	],
	['a named pipe', (path) => execFileSync('mkfifo', [path])],
	[
		'a socket',
		(path) => {
			const server = createServer();
			onTestFinished(() => void server.close());
			return new Promise<void>((resolve) => server.listen(path, resolve));
		},
	],
];

test.skipIf(IS_WINDOWS).each(NOT_PLAIN)('neither reads nor writes %s', async (_, make) => {
	const path = await tempFolder();
	await make(join(path, 'a'));
	using folder = blockOn(openFolder(path))!;
	const notPlain = expect.objectContaining({ code: 'not-plain' }) as Error;
	await expect(openFile(folder, 'a')).rejects.toThrow(notPlain);
	await expect(waitFor(openOrMakeFile(folder, 'a'))).rejects.toThrow(notPlain);
	expect(() => blockOn(openOrMakeFile(folder, 'a'))).toThrow(notPlain);
});

test('a file that another one replaces while it is opened is no link', async () => {
	const path = await tempFolder();
	using folder = blockOn(openFolder(path))!;
	const replace = async () => {
		await writeFile(join(path, 'new'), '');
		await rename(join(path, 'new'), join(path, 'a'));
	};
	let isDone = false;
	const replacing = (async () => {
		while (!isDone) await replace();
	})();
	try {
		for (let count = 0; count < 300; count++) await (await openFile(folder, 'a'))?.close();
	} finally {
		isDone = true;
		await replacing;
	}
});
