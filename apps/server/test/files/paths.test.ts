import { execFileSync } from 'node:child_process';
import { link, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NOT_FOUND, sha256, WHOLE, withFiles } from '../fixtures/files.ts';

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
		'%j can’t be read, saved or downloaded',
		async (_name, path) => {
			const { home, files } = await withFiles({
				'ann/notes/a.md': 'x',
				'ann/.hidden': 'x',
				'ann/tool_audit/2026-11-23.jsonl': 'line',
				'bob/secret.md': 'secret',
				'bob/other.md': 'secret',
			});
			// With a single name, so that only the link itself can be rejected.
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

	test('a user’s folder that is a link counts as missing', async () => {
		const { home, files } = await withFiles({ 'bob/a.md': 'x' });
		await symlink(join(home, 'bob'), join(home, 'eve'));
		await expect(files.read('eve', 'a.md', WHOLE)).rejects.toMatchObject(NOT_FOUND);
		expect((await files.list('eve')).groups).toEqual([{ name: '', files: [] }]);
	});

	test('messages contain no path of the server', async () => {
		const { home, files } = await withFiles({ 'ann/a.md': 'x' });
		const error = await files.read('ann', 'missing.md', WHOLE).catch((error: unknown) => error);
		expect((error as Error).message).not.toContain(home);
	});
});
