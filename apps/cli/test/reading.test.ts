import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entry, openCliHarness, type CliHarness } from './cli-harness.ts';

/** The cells of piped output, line by line. */
const cells = (stdout: string) =>
	stdout
		.split('\n')
		.filter(Boolean)
		.map((line) => line.split('\t'));

async function openWithTwoDays(): Promise<CliHarness> {
	const place = await openCliHarness();
	await place.writeDay('alice', '2026-11-22', entry(), entry({ tool: 'web.get', status: 'error' }));
	await place.writeDay(
		'alice',
		'2026-11-23',
		entry({ ts: '2026-11-23T09:00:00.250+00:00', status: 'denied', session: 's1' }),
	);
	return place;
}

test('days: lists days newest first, with their counts', async () => {
	await using place = await openWithTwoDays();
	const { stdout } = await place.run(['days']);
	expect(cells(stdout).map((row) => row.slice(0, 7))).toEqual([
		['2026-11-23', '1', '0', '0', '1', '0', '0'],
		['2026-11-22', '2', '1', '1', '0', '0', '0'],
	]);
});

test('days: the address that a client calls is no setting', async () => {
	await using place = await openWithTwoDays();
	const env = { ...place.env, TOOL_AUDIT_URL: 'http://127.0.0.1:8321/audit' };
	expect(await place.run(['days'], { env })).toMatchObject({ code: 0, stderr: '' });
});

test('day: shows the calls in the order they were recorded', async () => {
	await using place = await openWithTwoDays();
	const { stdout } = await place.run(['day', '2026-11-22']);
	expect(cells(stdout)).toEqual([
		['07:03:29', 'shell.run', 'ok', '{"command":"ls"}', 'a\\n'],
		['07:03:29', 'web.get', 'error', '{"command":"ls"}', 'a\\n'],
	]);
});

test('day: --row shows all of one row, counted from 1 as on the page', async () => {
	await using place = await openWithTwoDays();
	const shown = (...args: string[]) => place.run(['day', '2026-11-22', '--row', ...args]);
	const { stdout, stderr } = await shown('2');
	expect([stdout, stderr]).toEqual([
		'ts: 2026-11-22T07:03:29\nuser: alice\ntool: web.get\nargs: {\n    "command": "ls"\n  }\n' +
			'status: error\nresult_chars: 2\nresult_snippet: a\n  \n',
		'',
	]);
	expect(await shown('3')).toMatchObject({
		code: 1,
		stderr: 'tool-audit: 2026-11-22 has 2 rows, and no row 3.\n',
	});
	expect(await shown('1', '--from', '1')).toMatchObject({ code: 2 });
	expect(await shown('0')).toMatchObject({ code: 2 });
	const { code, stderr: refusal } = await shown('1', '--status', 'error');
	expect([code, refusal]).toEqual([
		2,
		'tool-audit: Use --row alone: it shows one row of the whole day.\n',
	]);
});

test('day: accepts today and yesterday', async () => {
	await using place = await openWithTwoDays();
	expect(cells((await place.run(['day', 'today'])).stdout)).toHaveLength(1);
	expect(cells((await place.run(['day', 'yesterday'])).stdout)).toHaveLength(2);
});

test('day: today is the date in the configured time zone', async () => {
	await using place = await openWithTwoDays();
	const env = { TOOL_AUDIT_TIME_ZONE: 'Pacific/Kiritimati' };
	const { stderr } = await place.run(['day', 'today'], { env });
	expect(stderr).toBe('alice has no calls on 2026-11-24.\n');
});

test.each([
	[['--status', 'error'], ['web.get']],
	[
		['--status', 'error', '--status', 'ok'],
		['shell.run', 'web.get'],
	],
	[['--tool', 'shell.run'], ['shell.run']],
	[['--text', 'WEB'], ['web.get']],
	[['--reverse'], ['web.get', 'shell.run']],
	[['--limit', '1'], ['shell.run']],
	[['--limit', '1', '--from', '1'], ['web.get']],
])('day %j gives %j', async (options, tools) => {
	await using place = await openWithTwoDays();
	const { stdout } = await place.run(['day', '2026-11-22', ...options]);
	expect(cells(stdout).map(([, tool]) => tool)).toEqual(tools);
});

test('day: says how to show more', async () => {
	await using place = await openWithTwoDays();
	const { stderr } = await place.run(['day', '2026-11-22', '--limit', '1']);
	expect(stderr).toBe('1 of 2 rows. Use --from 1 for more.\n');
});

test('day: says how to show more when the estimate counts no further calls', async () => {
	await using place = await openCliHarness();
	const large = entry({ args: { text: 'x'.repeat(5 * 1024 * 1024) } });
	await place.writeDay('alice', '2026-11-22', large, entry());
	const { stderr } = await place.run(['day', '2026-11-22', '--limit', '1']);
	expect(stderr).toBe('1 of about 1 rows. Use --from 1 for more.\n');
});

test('day: shows damaged lines in their place', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-22', entry(), '{"ts":"2026-11', '[1]', { tool: 'odd' });
	const { stdout } = await place.run(['day', '2026-11-22']);
	expect(cells(stdout).slice(1)).toEqual([
		['', '', 'damaged', '(torn, 14 bytes)', '{"ts":"2026-11'],
		['', '', 'damaged', '(not-object, 3 bytes)', '[1]'],
		['', 'odd', 'other', '', expect.stringMatching(/^\(ts is missing; .*\) $/)],
	]);
});

test('day: shows the length of a result that is longer than its snippet', async () => {
	await using place = await openCliHarness();
	await place.writeDay(
		'alice',
		'2026-11-22',
		entry({ result_snippet: '温室', result_chars: 2 }),
		entry({ result_snippet: '温室', result_chars: 1132 }),
	);
	const { stdout } = await place.run(['day', '2026-11-22']);
	expect(cells(stdout).map((row) => row[4])).toEqual(['温室', '温室 …[1132 chars]']);
});

test('recent: shows the calls of several days, newest first', async () => {
	await using place = await openWithTwoDays();
	const { stdout } = await place.run(['recent']);
	expect(cells(stdout).map((row) => row.slice(0, 4))).toEqual([
		['2026-11-23', '09:00:00', 'shell.run', 'denied'],
		['2026-11-22', '07:03:29', 'web.get', 'error'],
		['2026-11-22', '07:03:29', 'shell.run', 'ok'],
	]);
});

test('recent: --days sets how far back, --all-users shows all logs', async () => {
	await using place = await openWithTwoDays();
	await place.writeDay('bob', '2026-11-23', entry({ ts: '2026-11-23T10:00:00' }));
	const { stdout } = await place.run(['recent', '--days', '1', '--all-users']);
	expect(cells(stdout).map(([user]) => user)).toEqual(['bob', 'alice']);
});

test('recent: --to-day sets the newest day', async () => {
	await using place = await openWithTwoDays();
	const { stdout } = await place.run(['recent', '--to-day', 'yesterday']);
	expect(cells(stdout).map(([day]) => day)).toEqual(['2026-11-22', '2026-11-22']);
	const { stderr } = await place.run(['recent', '--to-day', '2026-11-01', '--days', '3']);
	expect(stderr).toContain('No calls in 3 days to 2026-11-01. Use --days to look further back.');
	expect((await place.run(['recent', '--to-day', '2026-02-30'])).code).toBe(2);
});

test('recent: filters by session', async () => {
	await using place = await openWithTwoDays();
	const { stdout } = await place.run(['recent', '--session', 's1']);
	expect(cells(stdout)).toHaveLength(1);
});

const CAPTURED = [
	entry({ tool: 'a', agent: 'claude-code', source: 'claude-code', duration_ms: 400 }),
	entry({ tool: 'b', agent: 'claude-code', source: 'proxy', duration_ms: 2_500 }),
	entry({ tool: 'c', agent: 'other', status: 'denied', denied_by: 'rule' }),
	entry({ tool: 'd', status: 'denied', denied_by: 'hook', duration_ms: 90_000 }),
	entry({ tool: 'e', duration_ms: '2s' }),
];

test.each([
	[['--agent', 'claude-code'], 'ab'],
	[['--agent', 'claude-code', '--agent', 'other'], 'abc'],
	[['--source', 'proxy'], 'b'],
	[['--denied-by', 'rule', '--denied-by', 'hook'], 'cd'],
	[['--agent', 'claude-code', '--min-duration', '500ms'], 'b'],
	[['--min-duration', '400ms'], 'abd'],
	[['--min-duration', '2.5s'], 'bd'],
	[['--min-duration', '1.5m'], 'd'],
	[['--min-duration', '1h'], ''],
	[['--min-duration', '0ms'], 'abd'],
])('day: %j gives the calls %j', async (options, tools) => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2026-11-22', ...CAPTURED);
	const { stdout } = await place.run(['day', '2026-11-22', ...options]);
	expect(
		cells(stdout)
			.map(([, tool]) => tool)
			.join(''),
	).toBe(tools);
});

test.each(['', 'soon', '2 days', '-1s', '1d', '2S', '.5s', '1e3', '99999999999999h'])(
	'a minimum duration of %j is a usage error',
	async (duration) => {
		await using place = await openWithTwoDays();
		const { code, stdout, stderr } = await place.run([
			'day',
			'today',
			`--min-duration=${duration}`,
		]);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toContain('Use a duration such as 500ms, 2s, 1m or 1h.');
	},
);

test('recent: reports when there are no calls', async () => {
	await using place = await openCliHarness();
	await place.writeDay('alice', '2025-01-01', entry());
	const { code, stderr } = await place.run(['recent']);
	expect(stderr).toBe('No calls in the last 7 days. Use --days to look further back.\n');
	expect(code).toBe(0);
});

test('--json prints the types of the API', async () => {
	await using place = await openWithTwoDays();
	const json = async (...args: string[]) =>
		JSON.parse((await place.run([...args, '--json'])).stdout) as unknown;
	expect(await json('days')).toMatchObject([{ day: '2026-11-23' }, { day: '2026-11-22' }]);
	expect(await json('day', 'yesterday')).toMatchObject({
		day: '2026-11-22',
		total: 2,
		entries: [{ position: 0, entry: entry() }, { position: 1 }],
		damaged: [],
	});
	expect(await json('recent', '--limit', '1')).toMatchObject({
		entries: [{ user: 'alice', day: '2026-11-23' }],
	});
});

test('--user is required when there are two logs, and the error names them', async () => {
	await using place = await openWithTwoDays();
	await place.writeDay('bob', '2026-11-23', entry());
	expect(await place.run(['days'])).toEqual({
		code: 2,
		stdout: '',
		stderr: 'tool-audit: Choose a log with --user: alice, bob.\n',
	});
	expect((await place.run(['days', '--user', 'bob'])).code).toBe(0);
});

test('an unknown user is an error, not an empty log', async () => {
	await using place = await openWithTwoDays();
	const { code, stderr } = await place.run(['days', '--user', 'carol']);
	expect(stderr).toBe(`tool-audit: carol has no log in ${place.home}. There are: alice.\n`);
	expect(code).toBe(1);
});

test('a user without days is not an error', async () => {
	await using place = await openCliHarness();
	await mkdir(join(place.home, 'alice'), { recursive: true });
	expect(await place.run(['days'])).toEqual({
		code: 0,
		stdout: '',
		stderr: 'alice has no calls yet.\n',
	});
});

test.each([
	[['day'], /missing required argument 'date'/],
	[['day', '2026-02-30'], /"2026-02-30" is not a valid day/],
	[
		['day', 'today', '--limit', '0'],
		/"0" is not a valid --limit\. Use a whole number from 1 to 1000/,
	],
	[
		['day', 'today', '--status', 'fine'],
		/"fine" is not a valid --status\. Choose from ok, error, denied/,
	],
	[['users', 'add', 'x y'], /: "x y" is not a valid username\. /],
	[['recent', '--user', 'alice', '--all-users'], /not both/],
	[['frobnicate'], /unknown command 'frobnicate'/],
])('%j is rejected with one sentence and exit code 2', async (args, sentence) => {
	await using place = await openWithTwoDays();
	const { code, stdout, stderr } = await place.run(args);
	expect(stderr).toMatch(/^tool-audit: [^\n]*\n$/);
	expect(stderr).toMatch(sentence);
	expect(stdout).toBe('');
	expect(code).toBe(2);
});

test('rejects a wrong setting with the same message as the server', async () => {
	await using place = await openCliHarness();
	const env = { TOOL_AUDIT_TIME_ZONE: 'Mars/Olympus' };
	const { code, stderr } = await place.run(['days'], { env });
	expect(stderr).toMatch(/^tool-audit: TOOL_AUDIT_TIME_ZONE must be the name of a time zone/);
	expect(code).toBe(2);
});

test('--help prints examples and exits with 0', async () => {
	await using place = await openCliHarness();
	const { code, stdout } = await place.run(['day', '--help']);
	expect(stdout).toContain('Examples:');
	expect(code).toBe(0);
});

test.each([['days'], ['recent', '--days', '7'], ['search', 'shell']])(
	'%s: names what can’t be read, and shows the rest',
	async (...args) => {
		await using place = await openWithTwoDays();
		const log = join(place.home, 'alice/tool_audit');
		await symlink(join(log, '2026-11-22.jsonl'), join(log, '2026-11-21.jsonl'));
		const { code, stdout, stderr } = await place.run(args);
		expect(code).toBe(0);
		expect(stdout).toContain('2026-11-22');
		expect(stderr).toMatch(/^2026-11-21 of "alice" is a link or not a plain file\..*\n$/);
	},
);

test('days: names files that are not days, on standard error', async () => {
	await using place = await openWithTwoDays();
	const log = join(place.home, 'alice/tool_audit');
	for (let n = 1; n <= 21; n++) await writeFile(join(log, `2026-11-22.jsonl.${n}`), '');
	const { code, stdout, stderr } = await place.run(['days', '--json']);
	expect(code).toBe(0);
	expect((JSON.parse(stdout) as unknown[]).length).toBe(2);
	const notes = stderr.trimEnd().split('\n');
	expect(notes).toHaveLength(21);
	expect(notes[0]).toMatch(/^"2026-11-22\.jsonl\.1" is not named YYYY-MM-DD\.jsonl\./);
	expect(notes.at(-1)).toBe('1 more file is not a day.');
});

test.each([[['recent']], [['day', 'today']], [['days']], [['search', 'x']]])(
	'%j reports an account without a log, and is not a failure',
	async (args) => {
		await using place = await openCliHarness();
		const input = 'correct horse battery';
		await place.run(['users', 'add', 'ada', '--password-stdin'], { input });
		await place.run(['users', 'add', 'ben', '--password-stdin'], { input });
		for (const user of ['ada', 'ben']) {
			const ran = await place.run([...args, '--user', user]);
			expect(ran).toMatchObject({ code: 0, stdout: '' });
			expect(ran.stderr).toContain(`${user} has no`);
		}
		expect((await place.run(args)).stderr).toBe(
			'tool-audit: Choose a log with --user: ada, ben.\n',
		);
	},
);

test('--version prints the version', async () => {
	await using place = await openCliHarness();
	expect(await place.run(['--version'])).toMatchObject({
		code: 0,
		stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
	});
});

test.each([
	['days'],
	['day', '2026-11-22'],
	['recent'],
	['recent', '--all-users'],
	['search', 'ls'],
])('%s: ends when it is stopped', async (...args) => {
	await using place = await openWithTwoDays();
	const { code, stdout, stderr } = await place.run(args, { stop: AbortSignal.abort() });
	expect([code, stdout]).toEqual([1, '']);
	expect(stderr).toContain('stopped');
});

/** A log with one of the day files that real programs leave. */
async function openRealWorld(name: string) {
	const place = await openCliHarness();
	const fixtures = join(
		import.meta.dirname,
		'../../../packages/audit-core/test/fixtures/real-world',
	);
	const folder = join(place.home, 'ada', 'tool_audit');
	await mkdir(folder, { recursive: true });
	await copyFile(join(fixtures, name), join(folder, '2026-11-20.jsonl'));
	const shown = async (...args: string[]) => {
		const { stdout, stderr } = await place.run(['day', '2026-11-20', '--user', 'ada', ...args], {
			env: { ...place.env, TOOL_AUDIT_TIME_ZONE: 'Europe/Berlin' },
		});
		expect(stderr).toBe('');
		return stdout;
	};
	return Object.assign(place, { shown });
}

test('day: prints the lines of other programs, and says how they were read', async () => {
	await using place = await openRealWorld('schema-timestamp-toolName.jsonl');
	const { shown } = place;
	const rows = cells(await shown());
	expect(rows.map(([time, tool, status]) => [time, tool, status])).toEqual([
		['11:00:00', 'read_file', 'permission denied'],
		['11:00:01', 'Bash', 'other'],
		['11:00:02', 'list /api/v1/pods', 'denied'],
		['11:00:03', 'read secret/data/a', 'denied'],
		['2025-11-20 11:00:04', '', 'other'],
		['11:00:05', '', 'other'],
		['11:00:06', 'Bash', 'other'],
		['11:00:07', '', 'error'],
	]);
	expect(rows.map(([, , , args]) => args)).toEqual(
		expect.arrayContaining([
			'{"path":"/srv/a"}',
			'{"command":"ls"}',
			'{"level":30,"time":1763632804000,"pid":1,"hostname":"h","msg":"permission denied"}',
		]),
	);
	expect(rows.map(([, , , , result]) => /^\(([^)]*)\)/.exec(result!)?.[1])).toEqual([
		'read by other names',
		'read by other names',
		'read as an audit event of Kubernetes',
		'read as an audit entry of Vault',
		'line of another program',
		'read from a log of Docker',
		'read as a line of a transcript of Claude Code',
		'read as a line of a transcript of Claude Code',
	]);
	expect(await shown('--row', '1')).toContain('(counted as denied)');
});

test.each([
	['pretty-printed.jsonl', 2, '(assembled)'],
	['utf-16.jsonl', 3, '(UTF-16)'],
	['json-array.jsonl', 4, ''],
	['bom-in-the-middle.jsonl', 3, ''],
	['trailing-commas.jsonl', 4, ''],
])('day: prints the rows of %s', async (name, count, remark) => {
	await using place = await openRealWorld(name);
	const { shown } = place;
	const rows = cells(await shown());
	expect(rows).toHaveLength(count);
	for (const [time, tool, status, args, result] of rows) {
		expect([time?.slice(0, 3), tool, status]).toEqual(['11:', 'files.read', 'ok']);
		expect([args, result]).toEqual(['{"path":"a.md"}', `${remark && `${remark} `}ok`]);
	}
});
