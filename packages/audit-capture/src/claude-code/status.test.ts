import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { addHooks } from './settings-file.ts';
import { commandHook, httpHook, HOOK_EVENTS, type HookCommand } from './settings/hook-command.ts';
import { sentencesOn } from './status-sentences.ts';
import { readStatus } from './status.ts';
import { tempFolder } from './temp-folder.fixture.ts';

const HTTP = httpHook(new URL('http://127.0.0.1:8321'));

/** A machine with these files, below a folder; `node`, the hook's script and its config file are there. */
async function machine(files: Record<string, string> = {}) {
	const folder = await tempFolder();
	const write = async (name: string, text: string) => {
		await mkdir(dirname(join(folder, name)), { recursive: true });
		await writeFile(join(folder, name), text);
	};
	for (const [name, text] of Object.entries(files)) await write(name, text);
	await write('node', '');
	await write('data/bin/claude-code.cjs', '');
	const at = (name: string) => join(folder, name);
	const log = { home: at('home'), user: 'ada' };
	await write('config.json', JSON.stringify({ ...log, data: at('data') }));
	const flags = ['--config', at('config.json')];
	const command = commandHook({ node: at('node'), dataFolder: at('data'), flags });
	return {
		...{ at, command, log, flags, write },
		connect: (name: string, hook: HookCommand = command) => write(name, addHooks('{}', hook)),
		read: () =>
			readStatus({
				claudeFolder: join(folder, 'claude'),
				projectFolder: join(folder, 'project'),
				managedPath: join(folder, 'managed/managed-settings.json'),
			}),
	};
}

test('without any settings nothing is connected, and nothing is wrong', async () => {
	const { read, at } = await machine();
	expect(read()).toEqual({
		scopes: [
			{ scope: 'user', path: at('claude/settings.json'), runs: [] },
			{ scope: 'project', path: at('project/.claude/settings.json'), runs: [] },
			{ scope: 'local', path: at('project/.claude/settings.local.json'), runs: [] },
		],
		logs: [],
		problems: [],
	});
	expect(sentencesOn(read())[0]).toBe(
		`All your projects: not connected (${at('claude/settings.json')}).`,
	);
});

test('tells whose log the calls go to', async () => {
	const { read, connect, log, at } = await machine();
	await connect('claude/settings.json');
	expect(read()).toMatchObject({ logs: [log], problems: [] });
	expect(sentencesOn(read()).at(-1)).toBe(`Calls go to the log of ada in ${at('home')}.`);
});

test.each([
	['missing', null],
	['without a log', '{}'],
])('a config file that is %s: no calls are recorded', async (_, text) => {
	const { read, connect, write, at } = await machine();
	await connect('claude/settings.json');
	if (text === null) await rm(at('config.json'));
	else await write('config.json', text);
	const path = at('claude/settings.json');
	const config = at('config.json');
	expect(read()).toMatchObject({
		...{ logs: [], problems: [{ code: 'config-unusable', path, config }] },
	});
	expect(sentencesOn(read()).at(-1)).toBe(
		`No calls are recorded: ${config}, named in ${path}, does not say whose log they belong to. Connect again to restore it.`,
	);
});

test('the same command in two scopes is no problem', async () => {
	const { read, at, connect } = await machine();
	await connect('claude/settings.json');
	await connect('project/.claude/settings.local.json');
	const [script, config] = [at('data/bin/claude-code.cjs'), at('config.json')];
	const runs = [{ kind: 'command', node: at('node'), script, config }];
	expect(read()).toMatchObject({
		scopes: [{ runs }, { runs: [] }, { runs }],
		problems: [],
	});
	expect(sentencesOn(read())[0]).toBe(
		`All your projects: connected (${at('claude/settings.json')}), runs ${at('node')} ${at('data/bin/claude-code.cjs')}.`,
	);
});

test('different commands hand calls over more than once', async () => {
	const { read, connect } = await machine();
	await connect('claude/settings.json');
	await connect('project/.claude/settings.json', HTTP);
	expect(read().problems).toMatchObject([
		{ code: 'several-commands', runs: [{ kind: 'command' }, { kind: 'http', url: HTTP.url }] },
	]);
	expect(sentencesOn(read()).at(-1)).toContain(`another one posts to ${HTTP.url}. Disconnect all`);
});

test('names the Node and the script that are gone', async () => {
	const { read, at, connect, flags } = await machine();
	const gone = commandHook({ node: at('old-node'), dataFolder: at('old'), flags });
	await connect('claude/settings.json', gone);
	const path = at('claude/settings.json');
	expect(read().problems).toEqual([
		{ code: 'node-missing', path, node: at('old-node') },
		{ code: 'script-missing', path, script: at('old/bin/claude-code.cjs') },
	]);
	expect(sentencesOn(read()).slice(-2)).toEqual([
		`No calls are recorded: ${at('old-node')} in ${path} does not exist. Connect again to use the current Node.`,
		`No calls are recorded: ${at('old/bin/claude-code.cjs')} in ${path} does not exist. Connect again to restore it.`,
	]);
});

test.each([
	['claude/settings.json', 'disableAllHooks', 'hooks-disabled'],
	['project/.claude/settings.json', 'disableAllHooks', 'hooks-disabled'],
	['project/.claude/settings.local.json', 'disableAllHooks', 'hooks-disabled'],
	['managed/managed-settings.json', 'disableAllHooks', 'hooks-disabled'],
	['managed/managed-settings.json', 'allowManagedHooksOnly', 'managed-hooks-only'],
	['managed/managed-settings.d/10-hooks.json', 'allowManagedHooksOnly', 'managed-hooks-only'],
])('%s can switch hooks off by %s', async (name, member, code) => {
	const { read, at } = await machine({ [name]: `{"${member}":true}` });
	expect(read().problems).toEqual([{ code, path: at(name) }]);
	expect(sentencesOn(read()).at(-1)).toContain(`"${member}" in ${at(name)}`);
});

test.each([
	['claude/settings.json', '{"allowManagedHooksOnly":true}'],
	['claude/settings.json', '{"disableAllHooks":false}'],
	['managed/managed-settings.d/.hidden.json', '{"disableAllHooks":true}'],
	['managed/managed-settings.d/notes.txt', '{"disableAllHooks":true}'],
])('%s with %s switches nothing off', async (name, text) => {
	const { read } = await machine({ [name]: text });
	expect(read().problems).toEqual([]);
});

test('names a file that can’t be read, and still reads the others', async () => {
	const { read, at, connect } = await machine({
		'claude/settings.json': '{"hooks": {},}',
		'managed/managed-settings.json': '[',
	});
	await connect('project/.claude/settings.json');
	expect(read().scopes[1]!.runs).toHaveLength(1);
	expect(read().problems).toMatchObject([
		{ code: 'unreadable', path: at('managed/managed-settings.json') },
		{ code: 'unreadable', path: at('claude/settings.json') },
	]);
	expect(sentencesOn(read()).at(-1)).toBe(
		`Claude Code may ignore ${at('claude/settings.json')}, and it is not known whether it is connected. It is not valid JSON: a comma with nothing after it, line 1, column 13. Correct it first.`,
	);
});

test('names the events without an entry, and those that a matcher restricts', async () => {
	const { read, at, command } = await machine();
	const groups = [{ matcher: 'Bash', hooks: [command] }];
	const hooks = { PostToolUse: groups, SessionEnd: [{ matcher: '*', hooks: [command] }] };
	const path = at('claude/settings.json');
	await mkdir(dirname(path));
	await writeFile(path, JSON.stringify({ hooks }));
	const events = HOOK_EVENTS.filter((name) => !Object.hasOwn(hooks, name));
	expect(read().problems).toEqual([
		{ code: 'events-missing', path, events },
		{ code: 'only-some-tools', path, events: ['PostToolUse'] },
	]);
	expect(sentencesOn(read()).at(-1)).toBe(
		`Some calls may be missing: a matcher in ${path} restricts PostToolUse to some tools.`,
	);
});
