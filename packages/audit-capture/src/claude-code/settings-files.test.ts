import { IS_WINDOWS } from '@tool-audit/safe-files';
import {
	chmod,
	link,
	mkdir,
	readdir,
	readFile,
	realpath,
	stat,
	symlink,
	truncate,
	writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { applyInstall, applyUninstall } from './apply-settings.ts';
import { planInstall, planUninstall, readScopes } from './settings-files.ts';
import { AgentSettingsError } from './settings/errors.ts';
import { commandHook } from './settings/hook-command.ts';
import type { Scope } from './settings/scopes.ts';
import { tempFolder } from './temp-folder.fixture.ts';

const command = commandHook({ node: '/opt/node', dataFolder: '/data' });
const moved = commandHook({ node: '/usr/bin/node', dataFolder: '/data' });
const SETTINGS = '{\n  "model": "opus"\n}\n';

/** Settings of a person, with this text or without a file; and what can be done with them. */
async function settings(text: string | null, name: Scope['name'] = 'user') {
	const folder = await realpath(await tempFolder());
	const scope: Scope = { name, path: join(folder, '.claude', 'settings.json') };
	const findingsFile = join(folder, 'data', 'claude-code-settings.json');
	if (text !== null) {
		await mkdir(dirname(scope.path));
		await writeFile(scope.path, text);
	}
	const options = { scope, findingsFile };
	return {
		...options,
		folder,
		path: scope.path,
		backup: `${scope.path}.tool-audit-backup`,
		read: () => readFile(scope.path, 'utf8'),
		install: (hook = command) => applyInstall(planInstall({ ...options, command: hook })),
		uninstall: () => applyUninstall(planUninstall(options)),
	};
}

const refusal = (code: string, message: string) =>
	expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as Error;

test('a plan shows the lines that it adds, and changes nothing', async () => {
	const { scope, findingsFile, read, path } = await settings(SETTINGS);
	const plan = planInstall({ scope, findingsFile, command });
	expect(plan).toMatchObject({ path, before: SETTINGS });
	expect(plan.lines.slice(0, 3)).toEqual([
		{ mark: '-', line: 2, text: '  "model": "…"' },
		{ mark: '+', line: 2, text: '  "model": "…",' },
		{ mark: '+', line: 3, text: '  "hooks": {' },
	]);
	expect(await read()).toBe(SETTINGS);
	expect(await readdir(dirname(path))).toEqual(['settings.json']);
});

test.each(['project', 'local'] as const)(
	'the copy of a %s file is not in the project, and goes as well',
	async (name) => {
		const { install, uninstall, folder, path } = await settings(SETTINGS, name);
		expect(install()).toEqual({ backup: 'made' });
		expect(await readdir(dirname(path))).toEqual(['settings.json']);
		const kept = join(folder, 'data', 'settings-before');
		const [copy] = await readdir(kept);
		expect(await readFile(join(kept, copy!), 'utf8')).toBe(SETTINGS);
		expect(uninstall()).toEqual({ backup: 'removed' });
		expect(await readdir(kept)).toEqual([]);
	},
);

test('installing and uninstalling leave the bytes and the folder as they were', async () => {
	const { install, uninstall, read, path, backup } = await settings(SETTINGS);
	expect(install()).toEqual({ backup: 'made' });
	expect(JSON.parse(await read())).toMatchObject({ hooks: { SessionEnd: [{ hooks: [command] }] } });
	expect(await readFile(backup, 'utf8')).toBe(SETTINGS);
	expect(uninstall()).toEqual({ backup: 'removed' });
	expect(await read()).toBe(SETTINGS);
	expect(await readdir(dirname(path))).toEqual(['settings.json']);
});

test('a byte order mark and CRLF stay', async () => {
	const text = '\ufeff{\r\n}';
	const { install, uninstall, read } = await settings(text);
	install();
	expect(await read()).toMatch(/^\ufeff\{\r\n {2}"hooks": /);
	uninstall();
	expect(await read()).toBe(text);
});

test('a file that was created by installing is deleted again', async () => {
	const { install, uninstall, path, folder } = await settings(null);
	expect(install()).toEqual({ backup: 'none' });
	expect(await readdir(dirname(path))).toEqual(['settings.json']);
	expect(uninstall()).toEqual({ backup: 'none' });
	expect(await readdir(dirname(path))).toEqual([]);
	expect(await readFile(join(folder, 'data', 'claude-code-settings.json'), 'utf8')).toBe('{}\n');
});

test('empty hooks that were there before stay, also after a second install', async () => {
	const { install, uninstall, read } = await settings('{"hooks":{ },"a":1}');
	install();
	install(moved);
	uninstall();
	expect(await read()).toBe('{"hooks":{ },"a":1}');
});

test('a lost or damaged note of what was there takes only empty objects', async () => {
	const { install, uninstall, read, findingsFile } = await settings('{"hooks":{ }}');
	install();
	await writeFile(findingsFile, '{"a');
	uninstall();
	expect(await read()).toBe('{}');
});

test('a note that holds anything but white space is not used', async () => {
	const { install, uninstall, read, findingsFile, path } = await settings('{}');
	install();
	const bad = { root: '"a": 1', hooks: null, events: {} };
	await writeFile(findingsFile, JSON.stringify({ [path]: bad }));
	uninstall();
	expect(await read()).toBe('{}');
});

test('installing again writes nothing', async () => {
	const { install, path } = await settings(SETTINGS);
	install();
	const { ino, mtimeMs } = await stat(path);
	expect(install()).toEqual({ backup: 'kept' });
	expect(await stat(path)).toMatchObject({ ino, mtimeMs });
});

test('the backup is that of the first install, and stays when the file has changed since', async () => {
	const { install, uninstall, path, backup, read } = await settings(SETTINGS);
	install();
	await writeFile(path, (await read()).replace('opus', 'sonnet'));
	expect(install(moved)).toEqual({ backup: 'kept' });
	expect(uninstall()).toEqual({ backup: 'kept' });
	expect(await readFile(backup, 'utf8')).toBe(SETTINGS);
	expect(await read()).toBe(SETTINGS.replace('opus', 'sonnet'));
	expect(install()).toEqual({ backup: 'kept' });
	expect(await readFile(backup, 'utf8')).toBe(SETTINGS);
});

test('no backup is made of a file with our entries in it', async () => {
	const { install, path } = await settings(SETTINGS);
	install();
	const { install: again, backup: other } = await settings(await readFile(path, 'utf8'));
	expect(again(moved)).toEqual({ backup: 'none' });
	await expect(stat(other)).rejects.toThrow('ENOENT');
});

test.skipIf(IS_WINDOWS)('permissions stay, and new files and the backup are private', async () => {
	const there = await settings(SETTINGS);
	await chmod(there.path, 0o640);
	there.install();
	expect((await stat(there.path)).mode & 0o777).toBe(0o640);
	expect((await stat(there.backup)).mode & 0o777).toBe(0o600);
	const fresh = await settings(null);
	fresh.install();
	expect((await stat(fresh.path)).mode & 0o777).toBe(0o600);
});

test('a file that has changed since the plan is not written', async () => {
	const { scope, findingsFile, path, read } = await settings(SETTINGS);
	const plan = planInstall({ scope, findingsFile, command });
	await writeFile(path, '{}');
	expect(() => applyInstall(plan)).toThrow(refusal('changed', `${path} has changed`));
	expect(() => applyUninstall(plan)).toThrow(refusal('changed', `${path} has changed`));
	expect(await read()).toBe('{}');
});

test('a file that appeared or became a link since the plan is not written', async () => {
	const { scope, findingsFile, path, folder } = await settings(null);
	const plan = planInstall({ scope, findingsFile, command });
	await mkdir(dirname(path));
	await symlink(join(folder, 'other.json'), path);
	expect(() => applyInstall(plan)).toThrow(refusal('link', 'which does not exist'));
	await writeFile(join(folder, 'other.json'), '{}');
	expect(() => applyInstall(plan)).toThrow(refusal('link', 'is a link to'));
});

test('a link is followed only when that is allowed, and stays a link', async () => {
	const { scope, findingsFile, path, folder, read } = await settings(null);
	const target = join(folder, 'dotfiles.json');
	await writeFile(target, SETTINGS);
	await mkdir(dirname(path));
	await symlink('../dotfiles.json', path);
	const options = { scope, findingsFile, command };
	const refused = refusal('link', `${path} is a link to ${target}. Allow following links`);
	expect(() => planInstall(options)).toThrow(refused);
	const plan = planInstall({ ...options, followLinks: true });
	expect(plan.path).toBe(target);
	applyInstall(plan);
	expect(await readFile(target, 'utf8')).toBe(plan.after);
	expect(await realpath(path)).toBe(target);
	applyUninstall(planUninstall({ ...options, followLinks: true }));
	expect(await read()).toBe(SETTINGS);
});

test('a folder that is a link is treated the same', async () => {
	const { scope, findingsFile, path, folder } = await settings(null);
	await mkdir(join(folder, 'elsewhere'));
	await symlink('elsewhere', dirname(path));
	const options = { scope, findingsFile, command };
	const target = join(folder, 'elsewhere');
	expect(() => planInstall(options)).toThrow(
		refusal('link', `${dirname(path)} is a link to ${target}.`),
	);
	applyInstall(planInstall({ ...options, followLinks: true }));
	expect(await readdir(target)).toEqual(['settings.json']);
});

test('refuses what is not a plain file of text', async () => {
	const { scope, findingsFile, path, folder } = await settings('{}');
	const attempt = () => planInstall({ scope, findingsFile, command });
	await writeFile(path, Buffer.from([0x7b, 0xff, 0x7d]));
	expect(attempt).toThrow(refusal('not-text', `${path} is not UTF-8`));
	await truncate(path, 2 ** 33);
	expect(attempt).toThrow(refusal('too-large', `${path} has more than 4194304 bytes`));
	await truncate(path);
	expect(attempt).toThrow(
		refusal('not-json', `${path} was not changed. It is not valid JSON: it is empty, line 1`),
	);
	await link(path, join(folder, 'second'));
	expect(attempt).toThrow(refusal('not-plain', 'a second hard link'));
});

test('names the file of ours that can’t be written, and leaves the settings', async () => {
	const { install, findingsFile, read } = await settings(SETTINGS);
	await mkdir(findingsFile, { recursive: true });
	expect(install).toThrow(AgentSettingsError);
	expect(await read()).toBe(SETTINGS);
});

test('a project that does not exist is not created', async () => {
	const { scope, folder, ...rest } = await settings(null, 'project');
	const path = join(folder, 'mistyped', '.claude', 'settings.json');
	const plan = planInstall({ ...rest, scope: { ...scope, path }, command });
	expect(() => applyInstall(plan)).toThrow(refusal('unreachable', "can't be written (ENOENT)"));
	expect(await readdir(folder)).toEqual([]);
});

test('reads all scopes, and one that can’t be read hides no other', async () => {
	const { folder, path } = await settings(SETTINGS);
	await mkdir(join(folder, 'project', '.claude', 'settings.json'), { recursive: true });
	const contents = readScopes({
		claudeFolder: dirname(path),
		projectFolder: join(folder, 'project'),
	});
	expect(contents.map(({ scope, text, error }) => [scope.name, text, error?.code])).toEqual([
		['user', SETTINGS, undefined],
		['project', null, 'not-plain'],
		['local', null, undefined],
	]);
});
