import { execFileSync } from 'node:child_process';
import { link, mkdir, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { moveToBin } from '../../src/files/bin.ts';
import { NOT_FOUND, withFiles } from '../fixtures/files.ts';

const BIN = 'ann/.tool_audit_bin';
const ID = '20991231T000000Z-0123456789ab';
const OLD_ID = '20200101T000000Z-0123456789ab';
const CONFLICT = { code: 'CONFLICT' };

/** All files below a folder. */
async function filesBelow(folder: string): Promise<string[]> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	return found
		.filter((entry) => !entry.isDirectory())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.sort();
}

/** A bin of 1.0: files in the folder of the entry, and no record. */
async function withOldBin(...paths: string[]) {
	const entry = paths.map((path) => [`${BIN}/${ID}/${path}`, path] as const);
	return withFiles({ 'ann/other.md': '', ...Object.fromEntries(entry) });
}

describe('the bin', () => {
	test('removes a file from the list and restores it', async () => {
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

	test('restores a file whose folder was deleted', async () => {
		const { home, files } = await withFiles({ 'ann/notes/a.md': 'text' });
		const { id } = await files.remove('ann', 'notes/a.md');
		await rm(join(home, 'ann/notes'), { recursive: true });
		await files.restore('ann', id);
		expect(await readFile(join(home, 'ann/notes/a.md'), 'utf8')).toBe('text');
	});

	test('does not restore over a new file of the same name', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old' });
		const { id } = await files.remove('ann', 'a.md');
		await writeFile(join(home, 'ann/a.md'), 'new');
		await expect(files.restore('ann', id)).rejects.toMatchObject(CONFLICT);
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('new');
		expect(await files.listBin('ann')).toHaveLength(1);
	});

	test('keeps two files of the same name apart', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'first' });
		const { id } = await files.remove('ann', 'a.md');
		await writeFile(join(home, 'ann/a.md'), 'second');
		await files.remove('ann', 'a.md');
		await files.restore('ann', id);
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('first');
	});

	test('deletes what has been in it for long', async () => {
		const { home, files } = await withFiles({
			[`${BIN}/${OLD_ID}/old.md`]: 'x',
			'ann/a.md': '',
		});
		expect(await files.listBin('ann')).toHaveLength(1);
		const { id } = await files.remove('ann', 'a.md');
		expect(await readdir(join(home, BIN))).toEqual([id, `${id}.json`]);
	});

	test.each(['', '..', '../../bob', '20260101T000000Z-0123456789ab', 'x'.repeat(60)])(
		'has no entry %j',
		async (id) => {
			const { files } = await withFiles({ 'ann/a.md': '', 'bob/b.md': '' });
			await expect(files.restore('ann', id)).rejects.toMatchObject(NOT_FOUND);
		},
	);

	test('does not remove the log or hidden files', async () => {
		const { files } = await withFiles({ 'ann/tool_audit/2026-11-23.jsonl': '', 'ann/.env': '' });
		for (const path of ['tool_audit/2026-11-23.jsonl', '.env', 'tool_audit']) {
			await expect(files.remove('ann', path)).rejects.toMatchObject(NOT_FOUND);
		}
	});

	test('does not restore into the log', async () => {
		const { home, files } = await withOldBin('tool_audit/2026-11-23.jsonl');
		const record = JSON.stringify({ path: 'tool_audit/2026-11-23.jsonl' });
		for (const spoil of [() => undefined, () => writeFile(join(home, BIN, `${ID}.json`), record)]) {
			await spoil();
			await expect(files.restore('ann', ID)).rejects.toMatchObject(NOT_FOUND);
			expect(await readdir(join(home, 'ann'))).not.toContain('tool_audit');
		}
	});
});

describe('with other files in its folders, the bin', () => {
	const STRAYS = [
		'.DS_Store',
		'Thumbs.db',
		'desktop.ini',
		'a.md~',
		'0/inside.md',
		'notes/.a.md.swp',
	];

	async function withStrays(path: string) {
		const { home, files } = await withFiles({ [`ann/${path}`]: 'mine' });
		const { id } = await files.remove('ann', path);
		for (const stray of STRAYS) {
			await mkdir(join(home, BIN, id, stray, '..'), { recursive: true });
			await writeFile(join(home, BIN, id, stray), 'stray', { flag: 'wx' }).catch(() => undefined);
		}
		return { home, files, id };
	}

	test.each(['a.md', 'notes/a.md', 'notes/deep/z.md', 'zz/z.md', 'Thumbs.db', 'desktop.ini'])(
		'restores only %s, and keeps the other files until they expire',
		async (path) => {
			const { home, files, id } = await withStrays(path);
			expect(await files.listBin('ann')).toMatchObject([{ id, path, bytes: 4 }]);
			expect(await files.restore('ann', id)).toEqual({ path });
			expect(await readFile(join(home, 'ann', path), 'utf8')).toBe('mine');
			const left = STRAYS.filter((stray) => stray !== path).sort();
			expect(await filesBelow(join(home, BIN, id))).toEqual(left);
			expect(await files.listBin('ann')).toEqual([]);
			await expect(files.restore('ann', id)).rejects.toMatchObject(NOT_FOUND);
			expect((await filesBelow(join(home, 'ann'))).filter((name) => !name.startsWith('.'))).toEqual(
				[path],
			);
		},
	);

	test('has nothing to restore when the file was moved out by hand', async () => {
		const { home, files, id } = await withStrays('notes/a.md');
		await rm(join(home, BIN, id, 'notes/a.md'));
		expect(await files.listBin('ann')).toEqual([]);
		await expect(files.restore('ann', id)).rejects.toMatchObject(NOT_FOUND);
		expect(await filesBelow(join(home, BIN, id))).toEqual(STRAYS.toSorted());
	});

	test('is empty after its only file was restored', async () => {
		const { home, files } = await withFiles({ 'ann/notes/deep/a.md': '' });
		const { id } = await files.remove('ann', 'notes/deep/a.md');
		await files.restore('ann', id);
		expect(await readdir(join(home, BIN))).toEqual([]);
	});
});

describe('a bin of 1.0', () => {
	test.each([
		['a.md', ['.DS_Store']],
		['notes/a.md', ['.DS_Store', 'notes/.a.md.swp', 'notes/._a.md']],
		['Thumbs.db', ['.DS_Store']],
		['notes/a.md', ['.cache/inside.md', 'Icon\r']],
	])('restores %s beside %j', async (path, strays) => {
		const { home, files } = await withOldBin(path, ...strays);
		await mkdir(join(home, BIN, ID, '0'));
		expect(await files.listBin('ann')).toMatchObject([{ id: ID, path, bytes: path.length }]);
		expect(await files.restore('ann', ID)).toEqual({ path });
		expect(await readFile(join(home, 'ann', path), 'utf8')).toBe(path);
		expect(await filesBelow(join(home, BIN))).toEqual(strays.map((name) => `${ID}/${name}`).sort());
	});

	test.each([[['Thumbs.db', 'a.md']], [['desktop.ini', 'desktop.ini~']], [['a.md', 'b/c/a.md']]])(
		'with %j says that the deleted file is not known, and moves none',
		async (paths) => {
			const { home, files } = await withOldBin(...paths);
			const bytes = paths.join('').length;
			const path = `.tool_audit_bin/${ID}`;
			expect(await files.listBin('ann')).toMatchObject([{ id: ID, path, bytes }]);
			const restored = files.restore('ann', ID);
			await expect(restored).rejects.toMatchObject(CONFLICT);
			for (const path of paths) await expect(restored).rejects.toThrow(path);
			expect(await filesBelow(join(home, BIN, ID))).toEqual(paths);
			expect(await filesBelow(join(home, 'ann'))).toContain('other.md');
		},
	);

	test('is assumed when a record is damaged', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'mine' });
		const { id } = await files.remove('ann', 'a.md');
		await writeFile(join(home, BIN, `${id}.json`), '{"path":');
		expect(await files.listBin('ann')).toMatchObject([{ id, path: 'a.md' }]);
		expect(await files.restore('ann', id)).toEqual({ path: 'a.md' });
	});
});

test('an entry that can’t be read does not hide the others', async () => {
	const { home, files } = await withFiles({ 'ann/a.md': 'mine' });
	const { id } = await files.remove('ann', 'a.md');
	const bin = join(home, BIN);
	await symlink('/', join(bin, '20991231T000000Z-00000000000a'));
	await writeFile(join(bin, '20991231T000000Z-00000000000b'), 'a file');
	await mkdir(join(bin, '20991231T000000Z-00000000000c'));
	// There is no such month, so it is not an entry of the bin and must not be deleted.
	await mkdir(join(bin, '20261323T000000Z-00000000000d/kept'), { recursive: true });
	expect(await files.listBin('ann')).toMatchObject([{ id, path: 'a.md' }]);
	await writeFile(join(home, 'ann/b.md'), '');
	await files.remove('ann', 'b.md');
	expect(await readdir(bin)).toContain('20261323T000000Z-00000000000d');
});

/** A tree with paths that are longer than the system allows: it can't be deleted by path. */
async function makeUndeletable(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	let at = await open(folder);
	for (let depth = 0; depth < 17; depth += 1) {
		const inner = `/proc/self/fd/${at.fd}/${'d'.repeat(250)}`;
		await mkdir(inner);
		const next = await open(inner);
		await at.close();
		at = next;
	}
	await at.close();
	onTestFinished(() => void execFileSync('rm', ['-rf', folder]));
}

test('an old entry that can’t be deleted prevents neither a removal nor the deletion of others', async () => {
	const otherOld = '20200102T000000Z-0123456789ab';
	const { home, files } = await withFiles({ 'ann/a.md': '', [`${BIN}/${otherOld}/b.md`]: '' });
	await makeUndeletable(join(home, BIN, OLD_ID));
	const { id } = await files.remove('ann', 'a.md');
	expect(await readdir(join(home, BIN))).toEqual([OLD_ID, id, `${id}.json`]);
});

describe('a removal that', () => {
	test('fails before the file is moved leaves no entry', async () => {
		const { home } = await withFiles({ 'ann/notes/a.md': '' });
		const moved = moveToBin(home, 'ann', { folders: ['notes'], name: 'b.md' });
		await expect(moved).rejects.toThrow();
		expect(await readdir(join(home, BIN))).toEqual([]);
	});

	test('was interrupted before the move is not in the bin, and is deleted in time', async () => {
		const { home, files } = await withFiles({
			'ann/a.md': 'mine',
			'ann/b.md': '',
			[`${BIN}/${OLD_ID}.json`]: '{"path":"a.md"}',
		});
		await mkdir(join(home, BIN, OLD_ID));
		expect(await files.listBin('ann')).toEqual([]);
		await expect(files.restore('ann', OLD_ID)).rejects.toMatchObject(NOT_FOUND);
		const { id } = await files.remove('ann', 'b.md');
		expect(await readdir(join(home, BIN))).toEqual([id, `${id}.json`]);
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('mine');
	});

	test('was interrupted with the file under both names is completed by restoring it', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'mine' });
		const { id } = await files.remove('ann', 'a.md');
		await link(join(home, BIN, id, 'a.md'), join(home, 'ann/a.md'));
		expect(await files.restore('ann', id)).toEqual({ path: 'a.md' });
		expect(await files.read('ann', 'a.md', { from: 0, bytes: 9 })).toMatchObject({ text: 'mine' });
		expect(await readdir(join(home, BIN))).toEqual([]);
	});
});
