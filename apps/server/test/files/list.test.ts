import { link, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FILES_LISTED_MAX } from '../../src/files/list-files.ts';
import { openUserFiles } from '../../src/files/user-files.ts';
import { sampleHome } from '../fixtures/folders.ts';
import { withFiles } from '../fixtures/files.ts';

describe('the list', () => {
	test('has files outside of folders first, then a group for each top-level folder', async () => {
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

	test('has the size, change time and kind of each file', async () => {
		const { files } = await withFiles({ 'ann/a.md': 'x', 'ann/b.png': 'y', 'ann/c.zip': 'z' });
		const { groups } = await files.list('ann');
		expect(groups[0]!.files).toEqual([
			{ path: 'a.md', name: 'a.md', bytes: 1, modified: expect.any(String), kind: 'markdown' },
			{ path: 'b.png', name: 'b.png', bytes: 1, modified: expect.any(String), kind: 'image' },
			{ path: 'c.zip', name: 'c.zip', bytes: 1, modified: expect.any(String), kind: 'binary' },
		]);
	});

	test('is empty for a user without a folder', async () => {
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

	test('has a limit, and is marked as truncated', async () => {
		const many = Array.from({ length: FILES_LISTED_MAX + 1 }, (_, index) => `ann/f/${index}.md`);
		const { files } = await withFiles(Object.fromEntries(many.map((path) => [path, ''])));
		const { groups, truncated } = await files.list('ann');
		expect(groups[1]!.files).toHaveLength(FILES_LISTED_MAX);
		expect(truncated).toBe(true);
	});

	test('has a limited depth', async () => {
		const { files } = await withFiles({ [`ann/${'d/'.repeat(30)}deep.md`]: 'x' });
		const { groups, truncated } = await files.list('ann');
		expect(groups[1]!.files).toEqual([]);
		expect(truncated).toBe(true);
	});
});
