import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFolder } from './folder.ts';
import { moveFile } from './move-file.ts';
import { waitFor } from './steps.ts';
import { tempFolder } from './temp-folder.fixture.ts';

const ROUNDS = 100;

test('loses no file when several moves to one name run at once', async () => {
	for (let round = 0; round < ROUNDS; round++) {
		const path = await tempFolder();
		await writeFile(join(path, 'a.md'), 'kept');
		using folder = (await waitFor(openFolder(path)))!;
		const move = () => moveFile({ folder, name: 'a.md' }, { folder, name: 'b.md' });
		const moves = await Promise.allSettled([move(), move(), move()]);
		expect(moves.map(({ status }) => status)).toContain('fulfilled');
		expect(await readdir(path)).toEqual(['b.md']);
		expect(await readFile(join(path, 'b.md'), 'utf8')).toBe('kept');
	}
});
