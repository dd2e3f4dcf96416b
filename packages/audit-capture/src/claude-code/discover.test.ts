import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { discoverClaudeCode } from './discover.ts';
import { tempFolder } from './temp-folder.fixture.ts';

const NOT_FOUND = {
	agent: 'claude-code',
	title: 'Claude Code',
	found: false,
	version: null,
	history: null,
};

/** A folder of Claude Code with these transcripts, each a day younger than the one before. */
async function claudeFolder(transcripts: [name: string, text: string][]): Promise<string> {
	const folder = await tempFolder();
	for (const [day, [name, text]] of transcripts.entries()) {
		const path = join(folder, 'projects', name);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text);
		const written = new Date(Date.UTC(2026, 10, 1 + day));
		await utimes(path, written, written);
	}
	return folder;
}

const line = (version: unknown) => `${JSON.stringify({ type: 'user', version })}\n`;

test('is not found without its folder', async () => {
	const folder = await tempFolder();
	expect(await discoverClaudeCode(join(folder, '.claude'))).toEqual(NOT_FOUND);
	await writeFile(join(folder, '.claude'), '');
	expect(await discoverClaudeCode(join(folder, '.claude'))).toEqual(NOT_FOUND);
});

test('is found without history', async () => {
	expect(await discoverClaudeCode(await tempFolder())).toEqual({ ...NOT_FOUND, found: true });
});

test('counts the sessions of all projects, and gives their days and the last version', async () => {
	const folder = await claudeFolder([
		['-home-a/1.jsonl', line('2.1.14')],
		['-home-b/2.jsonl', line('2.1.39')],
		['-home-a/3.jsonl', `{"type":"summary"}\nnull\n${line('2.1.332')}${line('9.9.9')}`],
	]);
	expect(await discoverClaudeCode(folder)).toEqual({
		...NOT_FOUND,
		found: true,
		version: '2.1.332',
		history: {
			files: 3,
			oldest: '2026-11-01T00:00:00.000Z',
			newest: '2026-11-03T00:00:00.000Z',
			isComplete: true,
		},
	});
});

test('counts no other files, and follows no link', async () => {
	const folder = await claudeFolder([
		['-home-a/1.jsonl', line('2.1.14')],
		['-home-a/notes.md', ''],
		['-home-a/1/subagents/agent-a.jsonl', ''],
		['loose.jsonl', ''],
	]);
	await symlink('1.jsonl', join(folder, 'projects/-home-a/2.jsonl'));
	await symlink('-home-a', join(folder, 'projects/-home-b'));
	expect((await discoverClaudeCode(folder)).history).toMatchObject({ files: 1 });
});

test('says when there is more than it counts', async () => {
	const folder = await claudeFolder([
		['-home-a/1.jsonl', line('2.1.14')],
		['-home-b/2.jsonl', line('2.1.14')],
	]);
	const count = async (projectsMax: number, filesMax: number) =>
		(await discoverClaudeCode(folder, { projectsMax, filesMax })).history;
	expect(await count(2, 2)).toMatchObject({ files: 2, isComplete: true });
	expect(await count(1, 2)).toMatchObject({ files: 1, isComplete: false });
	expect(await count(2, 1)).toMatchObject({ files: 1, isComplete: false });
});

test.each([
	['not a version', line('<b>')],
	['not a string', line(2)],
	['cut', `{"version":"2.1.332","text":"${'a'.repeat(256 * 1024)}"}`],
	['behind the first lines', `{"text":"${'a'.repeat(256 * 1024)}"}\n${line('2.1.332')}`],
])('gives no version that is %s', async (_, text) => {
	const folder = await claudeFolder([['-home-a/1.jsonl', text]]);
	expect(await discoverClaudeCode(folder)).toMatchObject({ version: null, history: { files: 1 } });
});
