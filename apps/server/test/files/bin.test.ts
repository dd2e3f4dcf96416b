import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NOT_FOUND, withFiles } from '../fixtures/files.ts';

describe('the bin', () => {
	test('takes a file out of the list and gives it back', async () => {
		const { home, files } = await withFiles({ 'ann/notes/a.md': 'text' });
		const { id } = await files.remove('ann', 'notes/a.md');
		expect((await files.list('ann')).groups[1]!.files).toEqual([]);
		expect(await files.listBin('ann')).toEqual([
			{ id, path: 'notes/a.md', bytes: 4, removed: expect.any(String) },
		]);
		expect(await files.restore('ann', id)).toEqual({ path: 'notes/a.md' });
		expect(await readFile(join(home, 'ann/notes/a.md'), 'utf8')).toBe('text');
		expect(await files.listBin('ann')).toEqual([]);
	});

	test('gives a file back when its folder is gone', async () => {
		const { home, files } = await withFiles({ 'ann/notes/a.md': 'text' });
		const { id } = await files.remove('ann', 'notes/a.md');
		await rm(join(home, 'ann/notes'), { recursive: true });
		await files.restore('ann', id);
		expect(await readFile(join(home, 'ann/notes/a.md'), 'utf8')).toBe('text');
	});

	test('gives nothing back over a new file of the same name', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old' });
		const { id } = await files.remove('ann', 'a.md');
		await writeFile(join(home, 'ann/a.md'), 'new');
		await expect(files.restore('ann', id)).rejects.toMatchObject({ code: 'CONFLICT' });
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('new');
		expect(await files.listBin('ann')).toHaveLength(1);
	});

	test('keeps two files of one name apart', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'first' });
		const { id } = await files.remove('ann', 'a.md');
		await writeFile(join(home, 'ann/a.md'), 'second');
		await files.remove('ann', 'a.md');
		await files.restore('ann', id);
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('first');
	});

	test('lets go of what has been in it for long', async () => {
		const { home, files } = await withFiles({
			'ann/.tool_audit_bin/20200101T000000Z-0123456789ab/old.md': 'x',
			'ann/a.md': '',
		});
		expect(await files.listBin('ann')).toHaveLength(1);
		const { id } = await files.remove('ann', 'a.md');
		expect(await readdir(join(home, 'ann/.tool_audit_bin'))).toEqual([id]);
	});

	test.each(['', '..', '../../bob', '20260101T000000Z-0123456789ab', 'x'.repeat(60)])(
		'has nothing under %j',
		async (id) => {
			const { files } = await withFiles({ 'ann/a.md': '', 'bob/b.md': '' });
			await expect(files.restore('ann', id)).rejects.toMatchObject(NOT_FOUND);
		},
	);

	test('is not a way to the log or to what is hidden', async () => {
		const { files } = await withFiles({ 'ann/tool_audit/2026-11-23.jsonl': '', 'ann/.env': '' });
		for (const path of ['tool_audit/2026-11-23.jsonl', '.env', 'tool_audit']) {
			await expect(files.remove('ann', path)).rejects.toMatchObject(NOT_FOUND);
		}
	});
});
