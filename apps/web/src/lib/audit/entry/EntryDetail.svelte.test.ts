import type { EntryRow } from '@tool-audit/core';
import { beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import EntryDetail from './EntryDetail.svelte';
import type { FilterStep } from '../filter/filter-edit.ts';
import type { Clock } from '../times.ts';

const clock = { mode: 'recorded', milliseconds: false, logZone: 'UTC', localZone: 'UTC' } as const;
const ESC = '\u001b';

const steps: FilterStep[] = [];
beforeEach(() => {
	steps.length = 0;
	localStorage.clear();
});

function showEntry(
	change: Partial<EntryRow['entry']>,
	row: Partial<EntryRow> = {},
	of: Partial<Clock> = {},
) {
	const entry = {
		ts: '2026-11-22T07:23:55',
		user: 'alice',
		tool: 'filesystem.move_file',
		args: { source: '/home/alice/notes/draft-0.md' },
		status: 'denied' as const,
		result_chars: 52,
		result_snippet: 'policy: move_file needs approval, and none was given',
		...change,
	};
	return render(EntryDetail, {
		row: { position: 9, ref: 'r', entry, ...row },
		reader: 'alice',
		clock: { ...clock, ...of },
		fileOf: (path: string) => path.split('/alice/')[1],
		onstep: (step: FilterStep) => steps.push(step),
	});
}

type Screen = Awaited<ReturnType<typeof showEntry>>;
const textOf = ({ container }: Screen) => container.textContent.replace(/\s+/g, ' ');
const headings = ({ container }: Screen) =>
	[...container.querySelectorAll('h2, h3')].map(({ textContent }) => textContent.trim());
const factsOf = ({ container }: Screen) =>
	[...container.querySelectorAll('dt')].map(
		(term) =>
			`${term.textContent}: ${term.nextElementSibling!.textContent.replace(/\s+/g, ' ').trim()}`,
	);
const count = (screen: Screen, text: string) => textOf(screen).split(text).length - 1;

test('shows what was denied and why, and the arguments', async () => {
	const screen = await showEntry({});
	expect(headings(screen)).toEqual(['filesystem.move_file', 'Denied', 'Arguments']);
	await expect.element(screen.getByText(/notes\/draft-0\.md/)).toBeVisible();
	await expect.element(screen.getByText(/needs approval/)).toBeVisible();
	await expect.element(screen.getByText('52 characters')).toBeVisible();
});

test('shows how much of a long result was recorded', async () => {
	const screen = await showEntry({ result_chars: 4120, result_snippet: 'x'.repeat(300) });
	await expect
		.element(screen.getByText('the first 300 of 4,120 characters were kept'))
		.toBeVisible();
});

test('shows the beginning of a very long result, and all of it on request', async () => {
	const result_snippet = 'x'.repeat(150_000);
	const screen = await showEntry({ status: 'ok', result_snippet, result_chars: 150_000 });
	const shown = () => screen.container.querySelector('pre:last-of-type')!.textContent.length;
	expect(shown()).toBeLessThan(66_000);
	await screen.getByRole('button', { name: 'Show all 150 kB' }).click();
	expect(shown()).toBe(150_000);
});

test('a result of many lines is not folded, an argument is', async () => {
	const lines = Array.from({ length: 60 }, (_, at) => `line ${at}`).join('\n');
	const screen = await showEntry({ status: 'ok', args: { command: lines }, result_snippet: lines });
	expect(screen.getByRole('button', { name: /^Show all/ }).elements()).toHaveLength(1);
	expect(count(screen, 'line 59')).toBe(1);
});

test('a command given as a list of words is shown once, as a shell takes it', async () => {
	const screen = await showEntry({ args: { cmd: ['echo', 'a b'] } });
	await expect.element(screen.getByText("echo 'a b'")).toBeVisible();
	expect(count(screen, 'echo')).toBe(1);
});

test('recorded text has no ligatures', async () => {
	const screen = await showEntry({ status: 'ok', args: { command: 'a != b' } });
	const looks = [...screen.container.querySelectorAll('h2, pre, dd, li')].map(
		(element) => getComputedStyle(element).fontVariantLigatures,
	);
	expect(new Set(looks)).toEqual(new Set(['none']));
});

test('how long ago a call was stays current', async () => {
	vi.useFakeTimers({
		now: Date.parse('2026-11-22T07:25:00Z'),
		toFake: ['Date', 'setInterval', 'clearInterval'],
	});
	try {
		const screen = await showEntry({});
		expect(factsOf(screen)[0]).toMatch(/^When: 07:23:55 · 1 minute ago/);
		vi.advanceTimersByTime(60_000);
		await vi.waitFor(() => expect(factsOf(screen)[0]).toContain('2 minutes ago'));
	} finally {
		vi.useRealTimers();
	}
});

test('a result of nothing but hidden characters is shown in part', async () => {
	const result_snippet = '\u200b'.repeat(60_000);
	const screen = await showEntry({ status: 'ok', result_snippet });
	expect(screen.container.querySelectorAll('pre span').length).toBeLessThan(2_100);
});

test('keeps the line breaks of a result', async () => {
	const screen = await showEntry({ status: 'ok', result_snippet: 'one\ntwo' });
	const blocks = [...screen.container.querySelectorAll('pre')];
	expect(blocks.at(-1)!.innerText).toContain('one\ntwo');
});

test('shows the fields that the page does not know', async () => {
	const screen = await showEntry({ shift: 'quiet-hours', agent: { name: 'odd' } });
	expect(headings(screen)).toContain('More fields');
	await expect.element(screen.getByText('shift')).toBeVisible();
	await expect.element(screen.getByText('quiet-hours')).toBeVisible();
	await expect.element(screen.getByText('agent', { exact: true })).toBeVisible();
});

test.each([
	['rule', 'Denied by a rule'],
	['user', 'Denied by the user'],
	['permission', 'Denied by permission'],
	['constructor', 'Denied by constructor'],
])('a call that %s denied says %j, and the reason before the arguments', async (by, title) => {
	const screen = await showEntry({ denied_by: by, reason: 'not in the plan' });
	expect(headings(screen)).toEqual(['filesystem.move_file', title, 'Arguments', 'Result']);
	expect(count(screen, 'not in the plan')).toBe(1);
	expect(factsOf(screen)).toHaveLength(1);
});

test('a failed call says so first, with the message', async () => {
	const screen = await showEntry({ status: 'error', result_snippet: 'ENOENT' });
	expect(headings(screen)).toEqual(['filesystem.move_file', 'Failed', 'Arguments']);
});

test('says once what is both the reason and the result of a denied call', async () => {
	const same = await showEntry({ reason: 'No, not now.', result_snippet: 'No, not now.' });
	expect(count(same, 'No, not now.')).toBe(1);
	const part = await showEntry({ reason: 'No, never. Ask.', result_snippet: 'No, never.' });
	expect(count(part, 'No, never.')).toBe(1);
	const other = await showEntry({ reason: 'interrupted', result_snippet: 'half of it' });
	await expect.element(other.getByText('half of it')).toBeVisible();
});

test('shows the reason of a call that went well, and by whom, among the facts', async () => {
	const screen = await showEntry({ status: 'ok', denied_by: 'user', reason: 'allowed later' });
	expect(factsOf(screen).slice(1)).toEqual(['Denied by: user', 'Reason: allowed later']);
	expect(headings(screen)).toEqual(['filesystem.move_file', 'Arguments', 'Result']);
});

test('shows the facts of a captured call, and none that was not recorded', async () => {
	const screen = await showEntry({
		...{ agent: 'claude-code', agent_id: 'a1', duration_ms: 3_440, mcp_server: 'fs' },
		...{ cwd: '/src/shop', model: '<b>m</b>', call_id: 'toolu_1', source: 'claude-code' },
	});
	expect(factsOf(screen).slice(1)).toEqual([
		'Duration: 3.4 s · not run',
		'Agent: claude-code · <b>m</b> · a1',
		'Where: /src/shop',
		'MCP server: fs',
		'Call ID: toolu_1',
	]);
	const bare = await showEntry({ ts: '', user: 'bob' });
	expect(factsOf(bare)).toEqual(['User: bob']);
});

test('says when a call was, how long ago, and that it was recorded later', async () => {
	const screen = await showEntry({ recorded_at: '2026-11-22T10:30:00Z' });
	expect(factsOf(screen)[0]).toMatch(/^When: 2026-11-22 07:23:55 · .* Recorded 3 hours later$/);
});

test('a call that was recorded on another clock than the log’s says how', async () => {
	const onLogs = { mode: 'log', logZone: 'Europe/Berlin' } as const;
	const screen = await showEntry({ ts: '2026-11-22T07:23:55Z' }, {}, onLogs);
	expect(factsOf(screen)[0]).toMatch(
		/^When: 2026-11-22 08:23:55 · .* 2026-11-22T07:23:55Z as recorded$/,
	);
	const own = await showEntry({ ts: '2026-11-22T08:23:55.120+01:00' }, {}, onLogs);
	expect(factsOf(own)[0]).not.toContain('as recorded');
});

test('while the zone of the log is not known, nothing is said of how long ago a time without an offset was', async () => {
	const guess = { isGuess: true };
	const bare = await showEntry({ ts: '2026-11-22T07:23:55' }, {}, guess);
	expect(factsOf(bare)[0]).toBe('When: 2026-11-22 07:23:55');
	const zoned = await showEntry({ ts: '2026-11-22T07:23:55Z' }, {}, guess);
	expect(factsOf(zoned)[0]).toContain('ago');
});

test('every form of a time can be read and copied without a mouse', async () => {
	const screen = await showEntry({ ts: '2026-11-29T08:00:12.500+01:00' });
	await screen.getByRole('button', { name: 'Copy or filter: When' }).click();
	await expect
		.element(screen.getByRole('menuitem', { name: /Copy .*\+01:00 as recorded/ }))
		.toBeVisible();
	await expect
		.element(screen.getByRole('menuitem', { name: 'Copy 2026-11-29 07:00:12.500 UTC' }))
		.toBeVisible();
});

test('reports what is wrong with an entry', async () => {
	const screen = await showEntry({}, { problems: ['ts is missing'] });
	await expect.element(screen.getByText('ts is missing')).toBeVisible();
});

test('shows a list of thousands a hundred at a time', async () => {
	const screen = await showEntry({ args: { list: Array.from({ length: 5_000 }, (_, n) => n) } });
	expect(screen.container.querySelectorAll('li').length).toBeLessThan(120);
	await screen.getByText('Show more of 5,000').click();
	expect(screen.container.querySelectorAll('li').length).toBeGreaterThan(200);
});

test('shows a command as a block before the other arguments, each once and without types', async () => {
	const args = { cwd: '/home', command: 'ls -la', deep: { n: [1] }, empty: {} };
	const screen = await showEntry({ status: 'ok', args, result_snippet: 'fine' });
	await expect.element(screen.getByText('ls -la')).toBeVisible();
	expect(textOf(screen)).toMatch(/command ls -la.*cwd.*\/home.*deep.*n.*0.*1.*empty.*\{\}/);
	expect(count(screen, 'ls -la')).toBe(1);
	expect(textOf(screen)).not.toMatch(/string|object|list of|number/);
	await screen.getByRole('button', { name: 'Close deep' }).click();
	await expect.element(screen.getByText('1 field')).toBeVisible();
});

test('shows an edit as what it changes, with the changed words', async () => {
	const args = { path: '/a', oldText: 'one\nport = 1', newText: 'one\nport = 2' };
	const screen = await showEntry({ args });
	const edit = screen.getByRole('group', { name: 'Difference' });
	expect(edit.element().textContent).toMatch(/removed: \s*port = 1.*added: \s*port = 2/s);
	await expect.element(screen.getByText('1 removed, 1 added')).toBeVisible();
	const same = await showEntry({ args: { oldText: 'a', newText: 'a' } });
	await expect.element(same.getByText('No change: old and new text are identical.')).toBeVisible();
});

test('a difference is side by side where there is room', async () => {
	const screen = await showEntry({ args: { oldText: 'a', newText: 'b' } });
	const group = screen.getByRole('group', { name: 'Difference' });
	const switched = screen.getByText('Side by side');
	screen.container.style.width = '900px';
	await switched.click();
	const lines = () =>
		['removed: ', 'added: '].map(
			(word) => group.getByText(word, { exact: true }).element().parentElement!.offsetTop,
		);
	expect(lines()[0]).toBe(lines()[1]);
	screen.container.style.width = '400px';
	await expect.element(switched).not.toBeInTheDocument();
	expect(lines()[0]).toBeLessThan(lines()[1]!);
});

test('the arguments as JSON have every digit, and the choice is kept', async () => {
	const args = { id: '12345678901234567890', text: 'a' };
	const row = { textNumbers: ['/args/id'] };
	const screen = await showEntry({ args }, row);
	await screen.getByText('JSON').click();
	await expect.element(screen.getByText(/"id": 12345678901234567890,/)).toBeVisible();
	await screen.getByText('Rendered').click();
	await expect.element(screen.getByText(/^Too large to be exact/)).toBeVisible();
	expect(localStorage.getItem('tool-audit:call/arguments')).toBe('"rendered"');
});

test('terminal colours are shown on request, and other escapes are marked', async () => {
	const result_snippet = `${ESC}[31mred${ESC}[0m ${ESC}[2Jcleared`;
	const screen = await showEntry({
		...{ status: 'ok', result_snippet, result_chars: result_snippet.length },
	});
	await expect.element(screen.getByText('red cleared')).toBeVisible();
	const hidden = screen.getByText(/^\d+ characters\. Terminal colours are hidden\.$/);
	await expect.element(hidden).toBeVisible();
	const colours = screen.getByRole('button', { name: 'ANSI colours' });
	await expect.element(colours).toHaveAttribute('aria-pressed', 'false');
	await colours.click();
	await expect.element(hidden).not.toBeInTheDocument();
	await expect.element(screen.getByText(/^\d+ characters$/)).toBeVisible();
	const red = screen.getByText('red', { exact: true }).element();
	expect(getComputedStyle(red).color).not.toBe(getComputedStyle(screen.container).color);
	await expect.element(screen.getByText('ESC[2J')).toBeVisible();
	await screen.getByText('As recorded').click();
	await expect.element(screen.getByText('ESC[31m')).toBeVisible();
	await expect.element(colours).not.toBeInTheDocument();
	await screen.getByText('Text', { exact: true }).click();
	await colours.click();
});

test('long lines scroll sideways on request, by keyboard too', async () => {
	const long = await showEntry({ status: 'ok', result_snippet: `${'x '.repeat(40)}\nshort` });
	await long.getByRole('button', { name: 'Wrap' }).click();
	await expect
		.element(long.getByRole('group', { name: 'Result' }))
		.toHaveAttribute('tabindex', '0');
	await long.getByRole('button', { name: 'Wrap' }).click();
	await long.unmount();
	const short = await showEntry({ status: 'ok', result_snippet: 'a\nb' });
	await expect.element(short.getByRole('button', { name: 'Wrap' })).not.toBeInTheDocument();
});

test('a result of JSON or of a diff is shown as such', async () => {
	const json = await showEntry({ status: 'ok', result_snippet: '{"a":1,"b":[2]}' });
	await expect.element(json.getByText(/"b": \[/)).toBeVisible();
	await json.getByText('As recorded').click();
	await expect.element(json.getByText('{"a":1,"b":[2]}')).toBeVisible();
	const diff = await showEntry({ status: 'ok', result_snippet: '--- a\n+++ b\n-x\n+y' });
	await expect.element(diff.getByText('1 removed, 1 added')).toBeVisible();
});

test('a fence around a result is shown only as recorded', async () => {
	const diff = '```diff\n--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n```\n\n';
	const edited = await showEntry({ status: 'ok', result_snippet: diff });
	await expect.element(edited.getByText('1 removed, 1 added')).toBeVisible();
	await expect.element(edited.getByText('```')).not.toBeInTheDocument();
	await edited.getByText('As recorded').click();
	await expect.element(edited.getByText(/```diff/)).toBeVisible();
	await edited.unmount();
	const code = await showEntry({ status: 'ok', result_snippet: '```ts\nconst a = 1;\n```' });
	await expect.element(code.getByText('const a = 1;')).toBeVisible();
	await expect.element(code.getByText('```')).not.toBeInTheDocument();
	await code.getByText('As recorded').click();
	await expect.element(code.getByText(/```ts/)).toBeVisible();
	await code.unmount();
	const json = await showEntry({ status: 'ok', result_snippet: '```json\n{"a":1}\n```' });
	await expect.element(json.getByText(/"a": 1/)).toBeVisible();
});

test('an argument without a name, and one without a value, are visible', async () => {
	const screen = await showEntry({ args: { '': 'empty name', k: '' } });
	await expect.element(screen.getByText('""', { exact: true })).toBeVisible();
	await expect.element(screen.getByText('empty name')).toBeVisible();
	await expect.element(screen.getByText('empty', { exact: true })).toBeVisible();
	await screen.getByRole('button', { name: 'Copy or filter: ""' }).click();
	await expect.element(screen.getByRole('menuitem', { name: 'Copy ""' })).toBeVisible();
});

test.each(['plain text', '{\n  "a": 1\n}', '[1, 2', '{"id":12345678901234567890}', '"a string"'])(
	'%j has one view',
	async (result_snippet) => {
		const screen = await showEntry({ status: 'ok', result_snippet });
		await expect.element(screen.getByText('As recorded')).not.toBeInTheDocument();
	},
);

test('the path of a reader’s own file is a link to it', async () => {
	const screen = await showEntry({ args: { path: '/home/alice/notes/a.md' } });
	const link = screen.getByRole('link', { name: '/home/alice/notes/a.md' });
	await expect.element(link).toHaveAttribute('href', '/files/notes/a.md');
});

test('offers at each value what the table filters by, without a mouse', async () => {
	const captured = {
		agent: 'a',
		source: 'b',
		session: 's1',
		duration_ms: 1_500,
		denied_by: 'rule',
	};
	const screen = await showEntry(captured);
	const choices = [
		...[['tool', 'Filter to this tool'] as const, ['tool', 'Exclude this tool'] as const],
		...[['Session', 'Filter to this session'] as const, ['Agent', 'Filter to this agent'] as const],
		['Source', 'Filter to this source'] as const,
		['Duration', 'Filter to calls this long or longer'] as const,
		['reason', 'Filter to denied by rule'] as const,
		['source', 'Exclude this text'] as const,
	];
	for (const [value, step] of choices) {
		await screen.getByRole('button', { name: `Copy or filter: ${value}`, exact: true }).click();
		await screen.getByRole('menuitem', { name: step, exact: true }).click();
	}
	expect(steps).toEqual([
		{ part: 'tool', value: 'filesystem.move_file', exclude: false },
		{ part: 'tool', value: 'filesystem.move_file', exclude: true },
		{ part: 'session', value: 's1', exclude: false },
		{ part: 'agent', value: 'a', exclude: false },
		{ part: 'source', value: 'b', exclude: false },
		{ part: 'duration', value: 1_500, exclude: false },
		{ part: 'deniedBy', value: 'rule', exclude: false },
		{ part: 'text', value: '/home/alice/notes/draft-0.md', exclude: true },
	]);
});

test('thousands of arguments and fields are shown in part, and more on request', async () => {
	const many = (name: string) =>
		Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`${name}${at}`, at]));
	const screen = await showEntry({ args: many('arg'), ...many('field') });
	const items = () => screen.getByRole('listitem').elements().length;
	expect(items()).toBeLessThan(250);
	const before = items();
	await screen.getByRole('button', { name: 'Show more of 10,000' }).first().click();
	expect(items()).toBe(before + 100);
	await expect.element(screen.getByText('arg199', { exact: true })).toBeVisible();
});

test('that a text is shown in part is no damage', async () => {
	const screen = await showEntry({ args: { text: `${'x'.repeat(500)} …[2720 chars total]` } });
	const note = screen.getByText('Showing 500 of 2,720 characters');
	await expect.element(note).toHaveClass('text-faint');
});
