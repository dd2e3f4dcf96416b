import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { addHooks, findingsOf, removeHooks } from './settings-file.ts';
import { settingsText } from './settings-text.fixture.ts';
import { commandHook, eventsOf, HOOK_EVENTS, httpHook, isOurs } from './settings/hook-command.ts';

const OURS = commandHook({ node: '/opt/node', dataFolder: '/data' });
const MOVED = commandHook({
	node: '/usr/bin/node',
	dataFolder: '/srv/data',
	flags: ['--user', 'a'],
});
const HTTP = httpHook(new URL('http://127.0.0.1:8321'));
const command = fc.constantFrom(OURS, MOVED, HTTP);
const RUNS = { numRuns: 1_000 * inject('scale') };

type Settings = Record<string, unknown> & { hooks?: Record<string, Group[]> };
interface Group {
	matcher?: unknown;
	hooks: unknown[];
}

const parse = (text: string) => JSON.parse(text.replace('\ufeff', '')) as Settings;
const remove = (text: string, before: string | null) =>
	removeHooks(text, findingsOf(before) ?? undefined);
const withoutOurs = (groups: Group[]) =>
	groups
		.map((group) => ({ ...group, hooks: group.hooks.filter((entry) => !isOurs(entry)) }))
		.filter(({ hooks }, at) => hooks.length > 0 || groups[at]!.hooks.length === 0);

test('removing gives back the bytes that adding was given', () => {
	fc.assert(
		fc.property(settingsText, command, (text, command) => {
			expect(remove(addHooks(text, command), text)).toBe(text);
		}),
		RUNS,
	);
});

test('adding adds one entry for each event, after those of others, and changes no other value', () => {
	fc.assert(
		fc.property(settingsText, command, (text, command) => {
			const before = parse(text);
			const after = parse(addHooks(text, command));
			const events = new Set([...Object.keys(before.hooks ?? {}), ...eventsOf(command)]);
			const expected = [...events].map((event): [string, Group[]] => {
				const others = Object.hasOwn(before.hooks ?? {}, event) ? before.hooks![event]! : [];
				const isAdded = eventsOf(command).some((name) => name === event);
				return [event, isAdded ? [...others, { hooks: [command] }] : others];
			});
			expect(Object.entries(after.hooks!)).toEqual(expected);
			expect({ ...after, hooks: null }).toEqual({ ...before, hooks: null });
			const names = Object.keys(before);
			expect(Object.keys(after)).toEqual(before.hooks ? names : [...names, 'hooks']);
		}),
		RUNS,
	);
});

test('adding the same again changes nothing, and another command takes the place of the first', () => {
	fc.assert(
		fc.property(settingsText, command, command, (text, first, second) => {
			const added = addHooks(text, first);
			expect(addHooks(added, first)).toBe(added);
			const findings = findingsOf(text) ?? undefined;
			expect(addHooks(added, second, findings)).toBe(addHooks(text, second));
		}),
		RUNS,
	);
});

/** What people add while our entries are there, each beside something of their own. */
const EDITS: { beside: RegExp; replacement: string }[] = [
	{ beside: /^(\ufeff?\{)(?=\s*")/, replacement: '$1 "first": [1.0],' },
	{ beside: /(?<![{\s]\s*)(\}\s*)$/, replacement: ',"last" :1e3\n$1' },
	{ beside: /(?="PostToolUse"\s*:)/, replacement: '"Mine":[] , ' },
	{ beside: /("SessionEnd"\s*:\s*\[)(?=\s*\{)/, replacement: '$1 {"hooks":[ ] } ,' },
];

test('removing leaves the bytes that were added in between', () => {
	fc.assert(
		fc.property(settingsText, fc.subarray(EDITS), (text, chosen) => {
			const edits = chosen.filter(({ beside }) => beside.test(text));
			const edit = (text: string) =>
				edits.reduce((text, { beside, replacement }) => text.replace(beside, replacement), text);
			expect(remove(edit(addHooks(text, OURS)), text)).toBe(edit(text));
		}),
		RUNS,
	);
});

test('removing takes out only ours after Claude Code has written the file in its own layout', () => {
	fc.assert(
		fc.property(settingsText, fc.boolean(), fc.nat(), (text, isBeside, at) => {
			const settings = parse(JSON.stringify(parse(addHooks(text, OURS))));
			const event = HOOK_EVENTS[at % HOOK_EVENTS.length]!;
			const groups = settings.hooks![event]!;
			const theirs = { type: 'command', command: 'true' };
			if (isBeside) groups.at(-1)!.hooks.splice(at % 2, 0, theirs);
			else groups.splice(at % (groups.length + 1), 0, { matcher: 'Bash', hooks: [theirs] });
			const after = parse(remove(JSON.stringify(settings, null, 2), text)!);

			expect(after.hooks![event]).toEqual(withoutOurs(groups));
			const before = parse(text);
			const names = Object.keys(before.hooks ?? {});
			expect(new Set(Object.keys(after.hooks!))).toEqual(new Set([...names, event]));
			expect({ ...after, hooks: null }).toEqual({ ...settings, hooks: null });
		}),
		RUNS,
	);
});

test('is laid out like the file', () => {
	const text = '{\r\n\t"model": "opus",\r\n\t"hooks": {\r\n\t\t"Stop": []\r\n\t}\r\n}';
	const lines = addHooks(text, OURS).split('\r\n');
	expect(lines.slice(0, 18)).toEqual([
		'{',
		'\t"model": "opus",',
		'\t"hooks": {',
		'\t\t"Stop": [],',
		'\t\t"PostToolUse": [',
		'\t\t\t{',
		'\t\t\t\t"hooks": [',
		'\t\t\t\t\t{',
		'\t\t\t\t\t\t"type": "command",',
		'\t\t\t\t\t\t"command": "/opt/node",',
		'\t\t\t\t\t\t"args": [',
		'\t\t\t\t\t\t\t"/data/bin/claude-code.cjs",',
		'\t\t\t\t\t\t\t"claude-code"',
		'\t\t\t\t\t\t],',
		'\t\t\t\t\t\t"timeout": 10',
		'\t\t\t\t\t}',
		'\t\t\t\t]',
		'\t\t\t}',
	]);
	expect(addHooks('{"model":"opus"}', OURS)).toMatch(
		/^\{"model":"opus","hooks":\{"PostToolUse":\[\{"hooks":\[\{"type":"command",\S+\}\]\}\]\}\}$/,
	);
});

test('a new file is written as Claude Code writes it, and deleted when nothing else is in it', () => {
	const text = addHooks(null, OURS);
	expect(text).toBe(`${JSON.stringify(parse(text), null, 2)}\n`);
	expect(Object.keys(parse(text).hooks!)).toEqual([...HOOK_EVENTS]);
	expect(remove(text, null)).toBeNull();
	const edited = text.replace('{', '{\n  "model": "opus",');
	expect(remove(edited, null)).toBe('{\n  "model": "opus"\n}\n');
});

test('empty hooks stay if they were there before', () => {
	const text = '{ "hooks": { "Stop": [], "SessionEnd": [ ] } }';
	expect(remove(addHooks(text, OURS), text)).toBe(text);
	expect(remove(addHooks('{"hooks":{ }}', OURS), '{"hooks":{ }}')).toBe('{"hooks":{ }}');
	expect(remove(addHooks('{}', OURS), '{}')).toBe('{}');
});

test('an array of others stays when they have left it', () => {
	const theirs = '{"type":"command","command":"true"}';
	const text = `{"hooks":{"SessionEnd":[{"hooks":[${theirs}]}]}}`;
	const edited = addHooks(text, OURS).replace(`{"hooks":[${theirs}]},`, '');
	expect(remove(edited, text)).toBe('{"hooks":{"SessionEnd":[]}}');
});

test('without a note of what was there, what our entries leave empty goes, but not the file', () => {
	expect(removeHooks(addHooks('{"hooks":{}}', OURS))).toBe('{}');
	expect(removeHooks(addHooks(null, OURS))).toBe('{}\n');
	expect(removeHooks(addHooks('{"hooks":{"Stop":[]}}', OURS))).toBe('{"hooks":{"Stop":[]}}');
});

test('what was there can’t be told once our entries are there', () => {
	expect(findingsOf(addHooks('{}', OURS))).toBeNull();
});

test('settings without our entries are returned as they are', () => {
	for (const text of ['{}', '{"hooks":{"PostToolUse":[]}}', '{"hooks":{"Stop":[{"hooks":[]}]}}']) {
		expect(remove(text, null)).toBe(text);
	}
});

test('a matcher that people gave our entry stays when the command changes', () => {
	const text = addHooks('{}', OURS).replaceAll(
		/"hooks": \[\s*\{\s*"type"/g,
		(found) => `"matcher": "Bash", ${found}`,
	);
	expect(addHooks(text, OURS)).toBe(text);
	expect(addHooks(text, MOVED)).toContain('"matcher": "Bash"');
	expect(remove(text, '{}')).toBe('{}');
});

test('an older entry of ours for an event that is no longer used is replaced and removed as well', () => {
	const text = `{"hooks":{"PreToolUse":[{"hooks":[${JSON.stringify(MOVED)}]}]}}`;
	expect(parse(addHooks(text, OURS)).hooks!['PreToolUse']).toEqual([{ hooks: [OURS] }]);
	expect(remove(text, null)).toBeNull();
});

test.each([
	['[]', 'The settings must be an object'],
	['{"hooks":[]}', 'hooks must be an object'],
	['{"hooks":{"Stop":{}}}', 'hooks.Stop must be an array'],
	[
		'{"hooks":{"Stop":[{"hooks":[]},"true"]}}',
		'hooks.Stop[1] must be an object with an array "hooks"',
	],
	['{"hooks":{"Stop":[{"matcher":""}]}}', 'hooks.Stop[0] must be an object with an array "hooks"'],
	['{"hooks":{"Stop":[{"hooks":["true"]}]}}', 'hooks.Stop[0].hooks[0] must be an object'],
])('refuses %s', (text, message) => {
	const refused = expect.objectContaining({
		code: 'other-shape',
		message: `${message} for Claude Code. Correct it first.`,
	}) as Error;
	expect(() => addHooks(text, OURS)).toThrow(refused);
	expect(() => removeHooks(text)).toThrow(refused);
});

test('entries are known wherever Node, the data folder and the server are', () => {
	const windows = { ...OURS, args: ['C:\\audit data\\bin\\claude-code.cjs', 'claude-code', '--x'] };
	const port = httpHook(new URL('https://audit.example.com:9000'));
	expect([OURS, MOVED, HTTP, windows, port].every(isOurs)).toBe(true);
});
