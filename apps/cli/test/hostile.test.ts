import { expect, test } from 'vitest';
import { entry, openCliHarness } from './cli-harness.ts';

const HOSTILE = [
	'\u001b[2J\u001b[H\u001b[31mgone',
	'\u001b]8;;https://evil.example\u0007safe.example\u001b]8;;\u0007',
	'\u001b]52;c;cm0gLXJm\u0007',
	'\u009b31m\u009d0;title\u009c',
	'gpj.\u202eexe\u2066\u2069\u200f',
	'line\r\nforged\tcell\u0085\u2028\u2029',
	'zero\u200bwidth\ufeff\u{e0041}',
];

const LINES = HOSTILE.flatMap((text) => [
	entry({ tool: text, ts: text, args: { [text]: text }, status: text, result_snippet: text }),
	// A damaged line with the same bytes.
	`{"tool":"${text.replaceAll(/[\r\n]/g, '')}"`,
]);

const ESCAPE = String.fromCharCode(0x1b);
const OUR_STYLES = new RegExp(`${ESCAPE}\\[[0-9]{1,2}m`, 'g');
/** Characters a terminal would interpret. Tabs and line breaks are our own: those in the data are escaped. */
const OBEYED = /(?![\t\n])[\p{C}\p{Zl}\p{Zp}]/u;

test.each([
	['in a pipe', ['day', '2026-11-22'], {}],
	['on a terminal', ['day', '2026-11-22'], { cells: 200 }],
	['on a narrow terminal', ['day', '2026-11-22'], { cells: 40 }],
	['over days', ['recent'], { cells: 200 }],
	['as JSON', ['day', '2026-11-22', '--json'], {}],
	['as JSON on a terminal', ['recent', '--json'], { cells: 80 }],
])('nothing in a log reaches the terminal as a command: %s', async (_where, args, how) => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-22', ...LINES);
	const { stdout } = await place.run(args, how);
	expect(stdout.replaceAll(OUR_STYLES, '')).not.toMatch(OBEYED);
	expect(stdout).toContain('u202e');
});

test('prints every row on one line', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-22', ...LINES);
	const { stdout } = await place.run(['day', '2026-11-22'], { cells: 120 });
	expect(stdout.trimEnd().split('\n')).toHaveLength(LINES.length + 1);
});

test('JSON keeps every character', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-22', ...HOSTILE.map((tool) => entry({ tool })));
	const { stdout } = await place.run(['day', '2026-11-22', '--json']);
	const page = JSON.parse(stdout) as { entries: { entry: { tool: string } }[] };
	expect(page.entries.map(({ entry }) => entry.tool)).toEqual(HOSTILE);
});

test('escapes a hostile folder name and a hostile argument', async () => {
	await using place = await openCliHarness();
	await place.writeDay('al\u202eice', '2026-11-22', entry());
	await place.writeDay('bob', '2026-11-22', entry());
	const { stderr } = await place.run(['days']);
	expect(stderr).toContain('al\\u202eice');
	const typed = await place.run(['\u001b[2J']);
	expect(typed.stderr).not.toMatch(OBEYED);
});

test('prints colours only on a terminal, and not with NO_COLOR', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-22', entry({ status: 'denied' }));
	const show = (how: object) => place.run(['day', '2026-11-22'], how);
	expect((await show({ cells: 100 })).stdout).toContain('\u001b[33mdenied');
	expect((await show({ cells: 100, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b');
	expect((await show({})).stdout).not.toContain('\u001b');
});
