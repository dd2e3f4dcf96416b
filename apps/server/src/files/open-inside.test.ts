import { existsSync } from 'node:fs';
import { rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { homeWith } from '../../test/fixtures/folders.ts';
import { openFolderBelow, openPlainFile } from './open-inside.ts';

// Elsewhere an open folder has no path of its own: see the head of the file.
test.runIf(existsSync('/proc/self/fd'))(
	'a folder that is swapped for a link after it was opened gains nothing',
	async () => {
		const home = await homeWith({ 'ann/notes/a.md': 'ann’s', 'bob/a.md': 'bob’s' });
		await using folder = await openFolderBelow(home, ['ann', 'notes']);
		await rename(join(home, 'ann/notes'), join(home, 'ann/moved'));
		await symlink(join(home, 'bob'), join(home, 'ann/notes'));
		await using file = await openPlainFile(folder, 'a.md');
		expect(await file.readFile('utf8')).toBe('ann’s');
	},
);
