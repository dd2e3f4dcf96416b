import { writeFileSync } from 'node:fs';
import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EDIT_BYTES_MAX } from '../../src/files/read-file.ts';
import { NOT_FOUND, sha256, WHOLE, withFiles } from '../fixtures/files.ts';

describe('saving', () => {
	test('replaces the text and returns its hash', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old' });
		const saved = await files.save('ann', 'a.md', { text: 'new', hash: sha256('old') });
		expect(saved).toEqual({ hash: sha256('new'), bytes: 3, modified: expect.any(String) });
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('new');
		expect(await files.read('ann', 'a.md', WHOLE)).toMatchObject({
			hash: saved.hash,
			modified: saved.modified,
		});
	});

	test('rejects a save over a newer file, with the hash of that file', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'theirs' });
		const save = files.save('ann', 'a.md', { text: 'mine', hash: sha256('before') });
		await expect(save).rejects.toMatchObject({
			code: 'CONFLICT',
			data: { currentHash: sha256('theirs') },
		});
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('theirs');
	});

	test('of two simultaneous saves one succeeds and the other is rejected', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old' });
		const hash = sha256('old');
		const results = await Promise.allSettled([
			files.save('ann', 'a.md', { text: 'one', hash }),
			files.save('ann', 'a.md', { text: 'two', hash }),
		]);
		expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('one');
	});

	test('keeps and reports a change by another program during the save', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old' });
		const path = join(home, 'ann/a.md');
		const save = files.save('ann', 'a.md', {
			hash: sha256('old'),
			// Read after the file was checked and before it is replaced.
			get text() {
				writeFileSync(path, 'theirs');
				return 'mine';
			},
		});
		await expect(save).rejects.toMatchObject({
			code: 'CONFLICT',
			data: { currentHash: sha256('theirs') },
		});
		expect(await readFile(path, 'utf8')).toBe('theirs');
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
	});

	test('keeps the mode', async () => {
		const { home, files } = await withFiles({ 'ann/run.sh': 'old' });
		await chmod(join(home, 'ann/run.sh'), 0o751);
		await files.save('ann', 'run.sh', { text: 'new', hash: sha256('old') });
		expect((await stat(join(home, 'ann/run.sh'))).mode & 0o7777).toBe(0o751);
	});

	test('keeps Windows line endings that an editor has lost', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'one\r\ntwo\r\n' });
		const { lineEnding, hash } = await files.read('ann', 'a.md', WHOLE);
		expect(lineEnding).toBe('crlf');
		await files.save('ann', 'a.md', { text: 'one\nthree\r\n', hash });
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('one\r\nthree\r\n');
	});

	test('does not change mixed line endings', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'one\r\ntwo\n' });
		const { lineEnding, hash } = await files.read('ann', 'a.md', WHOLE);
		expect(lineEnding).toBe('lf');
		await files.save('ann', 'a.md', { text: 'one\r\nthree\n', hash });
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('one\r\nthree\n');
	});

	test('leaves no temporary file, with or without success', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old' });
		await files.save('ann', 'a.md', { text: 'new', hash: sha256('old') });
		await files.save('ann', 'a.md', { text: 'x', hash: sha256('old') }).catch(() => undefined);
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
	});

	test('does not create a missing file', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'x' });
		const save = files.save('ann', 'b.md', { text: 'x', hash: sha256('') });
		await expect(save).rejects.toMatchObject(NOT_FOUND);
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
	});

	test('rejects files and texts that are too large to edit', async () => {
		const large = 'x'.repeat(EDIT_BYTES_MAX + 1);
		const { files } = await withFiles({ 'ann/large.txt': large, 'ann/a.md': 'x' });
		const tooLarge = { code: 'PAYLOAD_TOO_LARGE' };
		const before = files.save('ann', 'large.txt', { text: 'x', hash: sha256(large) });
		await expect(before).rejects.toMatchObject(tooLarge);
		const after = files.save('ann', 'a.md', { text: large, hash: sha256('x') });
		await expect(after).rejects.toMatchObject(tooLarge);
	});

	test('rejects a file that is not text', async () => {
		const bytes = Buffer.from([0, 1, 2]);
		const { files } = await withFiles({ 'ann/a.dat': bytes });
		const save = files.save('ann', 'a.dat', { text: 'x', hash: sha256(bytes) });
		await expect(save).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	});
});
