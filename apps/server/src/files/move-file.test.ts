import { blockOn, openFolder } from '@tool-audit/safe-files';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { moveFile } from './move-file.ts';

/** A file system in memory, which most Linux systems have. */
const OTHER_DISK = '/dev/shm';
const deviceOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.dev;
const isOther = ![undefined, deviceOf(tmpdir())].includes(deviceOf(OTHER_DISK));

function tempFolderIn(parent: string) {
	const path = mkdtempSync(join(parent, 'tool-audit-'));
	const folder = blockOn(openFolder(path))!;
	onTestFinished(() => {
		folder[Symbol.dispose]();
		rmSync(path, { recursive: true });
	});
	return { path, folder };
}

test.runIf(isOther)('does not move a file to another disk', async () => {
	const [from, to] = [tempFolderIn(tmpdir()), tempFolderIn(OTHER_DISK)];
	writeFileSync(join(from.path, 'a.md'), 'kept');
	const name = 'a.md';
	await expect(
		moveFile({ folder: from.folder, name }, { folder: to.folder, name }),
	).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('another disk') });
	expect(readFileSync(join(from.path, 'a.md'), 'utf8')).toBe('kept');
});
