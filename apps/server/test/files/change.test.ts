import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NOT_FOUND, withFiles } from '../fixtures/files.ts';

const REFUSED = { code: 'BAD_REQUEST', data: { fields: { path: expect.stringMatching(/\.$/) } } };

const bytes = async function* (...chunks: string[]) {
	for (const chunk of chunks) yield Buffer.from(chunk);
};

describe('creating a file', () => {
	test('creates the missing folders', async () => {
		const { home, files } = await withFiles({});
		const made = await files.create('ann', 'new/folder/a.md', bytes('one', ' two'));
		expect(made).toEqual({
			path: 'new/folder/a.md',
			name: 'a.md',
			bytes: 7,
			modified: expect.any(String),
			kind: 'markdown',
		});
		expect(await readFile(join(home, 'ann/new/folder/a.md'), 'utf8')).toBe('one two');
	});

	test('never replaces anything', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old', 'ann/d/x.md': 'x' });
		const conflict = { code: 'CONFLICT' };
		await expect(files.create('ann', 'a.md', bytes('new'))).rejects.toMatchObject(conflict);
		await expect(files.create('ann', 'd', bytes('new'))).rejects.toMatchObject(conflict);
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('old');
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md', 'd']);
	});

	test('an interrupted upload leaves no file', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': '' });
		const breaks = async function* () {
			yield Buffer.from('half');
			throw new Error('connection lost');
		};
		await expect(files.create('ann', 'b.md', breaks())).rejects.toThrow('connection lost');
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
	});

	test('rejects content that is too large', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': '' });
		const megabyte = Buffer.alloc(1024 * 1024);
		const large = async function* () {
			for (let count = 0; count < 65; count += 1) yield megabyte;
		};
		const made = files.create('ann', 'b.bin', large());
		await expect(made).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
	});

	test.each(['tool_audit/2026-11-23.jsonl', 'Tool_Audit/x', '.hidden', '../bob/a.md', 'a\0'])(
		'rejects the path %j',
		async (path) => {
			const { home, files } = await withFiles({ 'ann/a.md': '' });
			await expect(files.create('ann', path, bytes('x'))).rejects.toMatchObject(REFUSED);
			expect(await readdir(home)).toEqual(['ann']);
			expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
		},
	);

	test('does not follow a folder that is a link', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': '', 'bob/b.md': '' });
		await symlink(join(home, 'bob'), join(home, 'ann/link'));
		await expect(files.create('ann', 'link/x.md', bytes('x'))).rejects.toMatchObject(NOT_FOUND);
		expect(await readdir(join(home, 'bob'))).toEqual(['b.md']);
	});

	test('a place below a file is named as the mistake', async () => {
		const { files } = await withFiles({ 'ann/a.md': '' });
		const problem = 'A part of this place is a file or a link, and not a folder. Choose another.';
		await expect(files.create('ann', 'a.md/b.md', bytes('x'))).rejects.toMatchObject({
			message: problem,
			data: { fields: { path: problem } },
		});
	});
});

describe('renaming', () => {
	test('moves a file to another folder', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'text' });
		await files.rename('ann', 'a.md', 'kept/b.md');
		expect(await readFile(join(home, 'ann/kept/b.md'), 'utf8')).toBe('text');
		expect(await readdir(join(home, 'ann'))).toEqual(['kept']);
	});

	test('never replaces anything', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'a', 'ann/b.md': 'b' });
		const rename = files.rename('ann', 'a.md', 'b.md');
		await expect(rename).rejects.toMatchObject({ code: 'CONFLICT' });
		expect(await readFile(join(home, 'ann/b.md'), 'utf8')).toBe('b');
	});

	test('to the same name loses nothing', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'a' });
		const rename = files.rename('ann', 'a.md', 'a.md');
		await expect(rename).rejects.toMatchObject({ code: 'CONFLICT' });
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('a');
	});

	test.each(['tool_audit/x.jsonl', '../bob/a.md', '.hidden'])(
		'rejects the target %j',
		async (to) => {
			const { home, files } = await withFiles({ 'ann/a.md': 'a', 'bob/b.md': '' });
			await expect(files.rename('ann', 'a.md', to)).rejects.toMatchObject({
				code: 'BAD_REQUEST',
				data: { fields: { to: expect.stringMatching(/\.$/) } },
			});
			expect(await readdir(join(home, 'bob'))).toEqual(['b.md']);
			expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
		},
	);
});
