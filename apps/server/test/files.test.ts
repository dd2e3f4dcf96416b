import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, link, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FILES_LISTED_MAX } from '../src/files/list-files.ts';
import { EDIT_BYTES_MAX } from '../src/files/read-file.ts';
import { openUserFiles } from '../src/files/user-files.ts';
import { homeWith, sampleHome } from './fixtures/folders.ts';

const WHOLE = { from: 0, bytes: EDIT_BYTES_MAX };
const NOT_FOUND = { code: 'NOT_FOUND' };

async function withFiles(files: Record<string, string | Uint8Array>) {
	const home = await homeWith(files);
	return { home, files: openUserFiles({ home }) };
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

describe('the list', () => {
	test('has loose files first, then a group for each top-level folder', async () => {
		const files = openUserFiles({ home: await sampleHome() });
		const { groups, truncated } = await files.list('alice');
		expect(groups.map(({ name, files }) => [name, files.map((file) => file.path)])).toEqual([
			['', ['memory.md', 'persona.md']],
			[
				'notes',
				[
					'notes/2026-11-meeting.md',
					...[1, 2, 3, 4, 5].map((number) => `notes/draft-${number}.md`),
					'notes/reading-list.md',
				],
			],
			[
				'projects',
				['plan.md', 'readings.csv', 'sensor.json'].map((name) => `projects/garden/${name}`),
			],
		]);
		expect(truncated).toBe(false);
	});

	test('says how large each file is, when it changed and what it is', async () => {
		const { files } = await withFiles({ 'ann/a.md': 'x', 'ann/b.png': 'y', 'ann/c.zip': 'z' });
		const { groups } = await files.list('ann');
		expect(groups[0]!.files).toEqual([
			{ path: 'a.md', name: 'a.md', bytes: 1, modified: expect.any(String), kind: 'markdown' },
			{ path: 'b.png', name: 'b.png', bytes: 1, modified: expect.any(String), kind: 'image' },
			{ path: 'c.zip', name: 'c.zip', bytes: 1, modified: expect.any(String), kind: 'binary' },
		]);
	});

	test('is empty for somebody who has no folder yet', async () => {
		const { files } = await withFiles({});
		expect(await files.list('new')).toEqual({
			groups: [{ name: '', files: [] }],
			truncated: false,
		});
	});

	test('sorts numbers in names as numbers', async () => {
		const { files } = await withFiles({ 'ann/10.md': '', 'ann/9.md': '' });
		const { groups } = await files.list('ann');
		expect(groups[0]!.files.map((file) => file.name)).toEqual(['9.md', '10.md']);
	});

	test('leaves out the log, names with a dot, links and special files', async () => {
		const { home, files } = await withFiles({
			'ann/tool_audit/2026-11-23.jsonl': '{}',
			'ann/sub/Tool_Audit/x.md': 'x',
			'ann/.env': 'SECRET=1',
			'ann/.git/config': 'x',
			'ann/plain.md': 'x',
			'ann/first.md': 'x',
			'bob/secret.md': 'x',
		});
		await symlink(join(home, 'bob/secret.md'), join(home, 'ann/soft.md'));
		await symlink(join(home, 'bob'), join(home, 'ann/folder'));
		await link(join(home, 'bob/secret.md'), join(home, 'ann/hard.md'));
		const { groups } = await files.list('ann');
		expect(groups).toEqual([
			{ name: '', files: [expect.objectContaining({ path: 'first.md' }), expect.anything()] },
			{ name: 'sub', files: [] },
		]);
	});

	test('ends somewhere, and says so', async () => {
		const many = Array.from({ length: FILES_LISTED_MAX + 1 }, (_, index) => `ann/f/${index}.md`);
		const { files } = await withFiles(Object.fromEntries(many.map((path) => [path, ''])));
		const { groups, truncated } = await files.list('ann');
		expect(groups[1]!.files).toHaveLength(FILES_LISTED_MAX);
		expect(truncated).toBe(true);
	});

	test('goes only so deep', async () => {
		const { files } = await withFiles({ [`ann/${'d/'.repeat(30)}deep.md`]: 'x' });
		const { groups, truncated } = await files.list('ann');
		expect(groups[1]!.files).toEqual([]);
		expect(truncated).toBe(true);
	});
});

describe('reading', () => {
	test('gives text with the hash of its content', async () => {
		const { files } = await withFiles({ 'ann/notes/a.md': '# Hi\n' });
		expect(await files.read('ann', 'notes/a.md', WHOLE)).toEqual({
			path: 'notes/a.md',
			name: 'a.md',
			bytes: 5,
			modified: expect.any(String),
			kind: 'markdown',
			hash: sha256('# Hi\n'),
			text: '# Hi\n',
			range: { from: 0, to: 5 },
			editable: true,
			lineEnding: 'lf',
			writable: true,
		});
	});

	test.each([
		['NUL bytes', Buffer.from('a\0b')],
		['bytes that are not UTF-8', Buffer.from([0x61, 0xff, 0xfe])],
		['a torn character at its end', Buffer.from('é').subarray(0, 1)],
	])('takes text with %s for binary', async (_what, content) => {
		const { files } = await withFiles({ 'ann/a.txt': content });
		expect(await files.read('ann', 'a.txt', WHOLE)).toMatchObject({
			kind: 'binary',
			text: null,
			editable: false,
		});
	});

	test('keeps a byte order mark in the text', async () => {
		const { files } = await withFiles({ 'ann/a.md': '\uFEFFx' });
		expect((await files.read('ann', 'a.md', WHOLE)).text).toBe('\uFEFFx');
	});

	test('gives no text for an image, svg included', async () => {
		const { files } = await withFiles({ 'ann/a.svg': '<svg/>' });
		expect(await files.read('ann', 'a.svg', WHOLE)).toMatchObject({ kind: 'image', text: null });
	});

	test('gives an empty file as empty text', async () => {
		const { files } = await withFiles({ 'ann/a.md': '' });
		expect(await files.read('ann', 'a.md', WHOLE)).toMatchObject({ text: '', editable: true });
	});

	test('gives a large file in parts that add up, none cutting a character', async () => {
		const content = 'aé漢😀\n'.repeat(250_000);
		const { files } = await withFiles({ 'ann/large.txt': content });
		let text = '';
		let from = 0;
		const size = Buffer.byteLength(content);
		expect(size).toBeGreaterThan(EDIT_BYTES_MAX);
		while (from < size) {
			const part = await files.read('ann', 'large.txt', { from, bytes: 700_001 });
			expect(part).toMatchObject({ kind: 'text', editable: false, bytes: size });
			expect(part.range.from).toBe(from);
			text += part.text;
			from = part.range.to;
		}
		expect(text).toBe(content);
	});

	test('beginning inside of a character, begins with the next one', async () => {
		const { files } = await withFiles({ 'ann/a.txt': '😀b' });
		const part = await files.read('ann', 'a.txt', { from: 1, bytes: 100 });
		expect(part).toMatchObject({ text: 'b', range: { from: 4, to: 5 } });
	});

	test('behind the end there is nothing', async () => {
		const { files } = await withFiles({ 'ann/a.txt': 'abc' });
		const part = await files.read('ann', 'a.txt', { from: 10, bytes: 5 });
		expect(part).toMatchObject({ text: '', bytes: 3 });
	});
});

describe('paths that lead elsewhere', () => {
	const elsewhere = [
		'../bob/secret.md',
		'notes/../../bob/secret.md',
		'/etc/passwd',
		'..',
		'.',
		'',
		'notes/',
		'notes//a.md',
		'./notes/a.md',
		'notes\\a.md',
		'a\0.md',
		'notes/a.md\n',
		'\ud800.md',
		'.hidden',
		'notes/.hidden',
		'x'.repeat(1_000_000),
		`${'x'.repeat(300)}.md`,
		'd/'.repeat(3000) + 'x',
		'notes',
		'soft.md',
		'folder/secret.md',
		'hard.md',
		'pipe',
	];
	const log = [
		'tool_audit/2026-11-23.jsonl',
		'TOOL_AUDIT/2026-11-23.jsonl',
		'Tool_Audit/2026-11-23.jsonl',
		'ｔｏｏｌ＿ａｕｄｉｔ/2026-11-23.jsonl',
		'tool\u200b_audit/2026-11-23.jsonl',
		'tool_audit\u200d/2026-11-23.jsonl',
		'tool\u00ad_audit/2026-11-23.jsonl',
		'tool_audit./2026-11-23.jsonl',
		'tool_audit /2026-11-23.jsonl',
		'tool_audit',
		'log/2026-11-23.jsonl',
	];

	test.each([...elsewhere, ...log].map((path) => [path.slice(0, 40), path]))(
		'%j is not there for reading, saving or download',
		async (_name, path) => {
			const { home, files } = await withFiles({
				'ann/notes/a.md': 'x',
				'ann/.hidden': 'x',
				'ann/tool_audit/2026-11-23.jsonl': 'line',
				'bob/secret.md': 'secret',
				'bob/other.md': 'secret',
			});
			// With one name only, so that nothing but the link itself can be what is refused.
			await symlink(join(home, 'bob/other.md'), join(home, 'ann/soft.md'));
			await symlink(join(home, 'bob'), join(home, 'ann/folder'));
			await symlink(join(home, 'ann/tool_audit'), join(home, 'ann/log'));
			await link(join(home, 'bob/secret.md'), join(home, 'ann/hard.md'));
			execFileSync('mkfifo', [join(home, 'ann/pipe')]);
			const hash = sha256('secret');
			await expect(files.read('ann', path, WHOLE)).rejects.toMatchObject(NOT_FOUND);
			await expect(files.save('ann', path, { text: '', hash })).rejects.toMatchObject(NOT_FOUND);
			await expect(files.open('ann', path)).rejects.toMatchObject(NOT_FOUND);
			expect(await readFile(join(home, 'bob/secret.md'), 'utf8')).toBe('secret');
			expect(await readFile(join(home, 'ann/tool_audit/2026-11-23.jsonl'), 'utf8')).toBe('line');
		},
	);

	test('a user’s folder that is a link is not there', async () => {
		const { home, files } = await withFiles({ 'bob/a.md': 'x' });
		await symlink(join(home, 'bob'), join(home, 'eve'));
		await expect(files.read('eve', 'a.md', WHOLE)).rejects.toMatchObject(NOT_FOUND);
		expect((await files.list('eve')).groups).toEqual([{ name: '', files: [] }]);
	});

	test('no message holds a path of the server', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'x' });
		const error = await files.read('ann', 'missing.md', WHOLE).catch((error: unknown) => error);
		expect((error as Error).message).not.toContain(home);
	});
});

describe('saving', () => {
	test('puts the new text in place and gives its hash', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old' });
		const saved = await files.save('ann', 'a.md', { text: 'new', hash: sha256('old') });
		expect(saved).toEqual({ hash: sha256('new'), bytes: 3, modified: expect.any(String) });
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('new');
		expect(await files.read('ann', 'a.md', WHOLE)).toMatchObject({
			hash: saved.hash,
			modified: saved.modified,
		});
	});

	test('refuses what was read too long ago, with the hash of what is there now', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'theirs' });
		const save = files.save('ann', 'a.md', { text: 'mine', hash: sha256('before') });
		await expect(save).rejects.toMatchObject({
			code: 'CONFLICT',
			data: { currentHash: sha256('theirs') },
		});
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('theirs');
	});

	test('of two at once one wins and the other hears of it', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old' });
		const hash = sha256('old');
		const results = await Promise.allSettled([
			files.save('ann', 'a.md', { text: 'one', hash }),
			files.save('ann', 'a.md', { text: 'two', hash }),
		]);
		expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('one');
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

	test('leaves mixed line endings as they come', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'one\r\ntwo\n' });
		const { lineEnding, hash } = await files.read('ann', 'a.md', WHOLE);
		expect(lineEnding).toBe('lf');
		await files.save('ann', 'a.md', { text: 'one\r\nthree\n', hash });
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('one\r\nthree\n');
	});

	test('leaves nothing behind, whether it worked or not', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old' });
		await files.save('ann', 'a.md', { text: 'new', hash: sha256('old') });
		await files.save('ann', 'a.md', { text: 'x', hash: sha256('old') }).catch(() => undefined);
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
	});

	test('makes no file that was not there', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'x' });
		const save = files.save('ann', 'b.md', { text: 'x', hash: sha256('') });
		await expect(save).rejects.toMatchObject(NOT_FOUND);
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
	});

	test('refuses what is too large to edit, before and after', async () => {
		const large = 'x'.repeat(EDIT_BYTES_MAX + 1);
		const { files } = await withFiles({ 'ann/large.txt': large, 'ann/a.md': 'x' });
		const tooLarge = { code: 'PAYLOAD_TOO_LARGE' };
		const before = files.save('ann', 'large.txt', { text: 'x', hash: sha256(large) });
		await expect(before).rejects.toMatchObject(tooLarge);
		const after = files.save('ann', 'a.md', { text: large, hash: sha256('x') });
		await expect(after).rejects.toMatchObject(tooLarge);
	});

	test('refuses a file that is not text', async () => {
		const bytes = Buffer.from([0, 1, 2]);
		const { files } = await withFiles({ 'ann/a.dat': bytes });
		const save = files.save('ann', 'a.dat', { text: 'x', hash: sha256(bytes) });
		await expect(save).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	});
});

const bytes = async function* (...chunks: string[]) {
	for (const chunk of chunks) yield Buffer.from(chunk);
};

describe('making a file', () => {
	test('makes the folders on the way', async () => {
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

	test('never takes the place of something', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'old', 'ann/d/x.md': 'x' });
		const conflict = { code: 'CONFLICT' };
		await expect(files.create('ann', 'a.md', bytes('new'))).rejects.toMatchObject(conflict);
		await expect(files.create('ann', 'd', bytes('new'))).rejects.toMatchObject(conflict);
		expect(await readFile(join(home, 'ann/a.md'), 'utf8')).toBe('old');
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md', 'd']);
	});

	test('what breaks off leaves nothing behind', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': '' });
		const breaks = async function* () {
			yield Buffer.from('half');
			throw new Error('connection lost');
		};
		await expect(files.create('ann', 'b.md', breaks())).rejects.toThrow('connection lost');
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
	});

	test('has a largest size', async () => {
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
		'not at %j',
		async (path) => {
			const { home, files } = await withFiles({ 'ann/a.md': '' });
			await expect(files.create('ann', path, bytes('x'))).rejects.toMatchObject(NOT_FOUND);
			expect(await readdir(home)).toEqual(['ann']);
			expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
		},
	);

	test('not through a folder that is a link', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': '', 'bob/b.md': '' });
		await symlink(join(home, 'bob'), join(home, 'ann/link'));
		await expect(files.create('ann', 'link/x.md', bytes('x'))).rejects.toMatchObject(NOT_FOUND);
		expect(await readdir(join(home, 'bob'))).toEqual(['b.md']);
	});
});

describe('renaming', () => {
	test('moves a file to another folder', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'text' });
		await files.rename('ann', 'a.md', 'kept/b.md');
		expect(await readFile(join(home, 'ann/kept/b.md'), 'utf8')).toBe('text');
		expect(await readdir(join(home, 'ann'))).toEqual(['kept']);
	});

	test('never takes the place of something', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'a', 'ann/b.md': 'b' });
		const rename = files.rename('ann', 'a.md', 'b.md');
		await expect(rename).rejects.toMatchObject({ code: 'CONFLICT' });
		expect(await readFile(join(home, 'ann/b.md'), 'utf8')).toBe('b');
	});

	test.each(['tool_audit/x.jsonl', '../bob/a.md', '.hidden'])('not to %j', async (to) => {
		const { home, files } = await withFiles({ 'ann/a.md': 'a', 'bob/b.md': '' });
		await expect(files.rename('ann', 'a.md', to)).rejects.toMatchObject(NOT_FOUND);
		expect(await readdir(join(home, 'bob'))).toEqual(['b.md']);
		expect(await readdir(join(home, 'ann'))).toEqual(['a.md']);
	});
});

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
