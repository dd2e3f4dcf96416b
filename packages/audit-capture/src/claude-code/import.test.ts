import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openAuditLog, openZone } from '@tool-audit/core';
import { ownProcess } from '@tool-audit/safe-files';
import { expect, onTestFinished, test } from 'vitest';
import { openClaims } from '../claims.ts';
import type { ImportOptions } from '../import.ts';
import { AGENT } from './agent.ts';
import { importTranscripts } from './import.ts';
import { openSessions, sessionName } from './sessions.ts';
import { tempFolder } from './temp-folder.fixture.ts';

/** A transcript that rests for weeks. */
function addFile(path: string, text: string): void {
	writeFileSync(path, text);
	utimesSync(path, WRITTEN, WRITTEN);
}

/** The transcript was not written to for some hours. */
function rest(path: string, hours: number): void {
	const written = new Date(NOW - hours * 3_600_000);
	utimesSync(path, written, written);
}

const WRITTEN = new Date('2026-11-28T09:00:00Z');
const FIXTURES = new URL('../../test/fixtures/claude-code/', import.meta.url).pathname;
const MAIN = 'ba489b65-1641-4d4a-ba09-67a4668bbf85';
const NOW = Date.parse('2026-12-24T12:00:00Z');

/** All transcripts of the fixtures in one project, at rest for weeks. */
async function openHistory() {
	const root = await tempFolder();
	const project = join(root, 'claude/projects/-home-ada-project');
	mkdirSync(join(project, MAIN, 'subagents'), { recursive: true });
	const files = {
		...{ [`${MAIN}.jsonl`]: 'transcript.jsonl', 'prompt.jsonl': 'transcript-esc-prompt.jsonl' },
		...{ 'run.jsonl': 'transcript-esc-run.jsonl', 'term.jsonl': 'transcript-term.jsonl' },
		...{ 'kill.jsonl': 'transcript-kill.jsonl', 'resumed.jsonl': 'resumed.jsonl' },
		...{ 'forked.jsonl': 'forked.jsonl', 'odd.jsonl': 'odd-lines.jsonl' },
		[`${MAIN}/subagents/agent-a1.jsonl`]: 'subagents/agent-a1.jsonl',
		[`${MAIN}/subagents/agent-a1.meta.json`]: 'subagents/agent-a1.meta.json',
	};
	for (const [to, from] of Object.entries(files)) {
		cpSync(join(FIXTURES, from), join(project, to));
		utimesSync(join(project, to), WRITTEN, WRITTEN);
	}
	const zone = openZone('UTC');
	const log = openAuditLog({ home: join(root, 'home'), timeZone: 'UTC', now: () => NOW });
	onTestFinished(() => log.close());
	const run = (options: Partial<ImportOptions> = {}) =>
		importTranscripts(join(root, 'claude'), {
			target: {
				record: (call, how) => log.record(call, how),
				calls: (user, day) => log.calls(user, day),
				dayOf: (ms) => zone.dayOf(ms),
			},
			...{ user: 'ada', data: join(root, 'data'), host: 'box', now: () => NOW, ...options },
		});
	const entries = () =>
		readFileSync(join(root, 'home/ada/tool_audit/2026-11-28.jsonl'), 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, string>);
	return { run, log, entries, project, data: join(root, 'data') };
}

const DAY = { day: '2026-11-28', calls: 31, ok: 12, error: 12, denied: 7 };

test('brings every call once, in the order in which they began', async () => {
	const { run, entries } = await openHistory();
	const report = await run();
	expect(report).toMatchObject({ days: [DAY], calls: 31, already: 0, open: 0, unknownLines: 0 });
	const written = entries();
	const ids = written.map(({ call_id }) => call_id);
	expect(new Set(ids).size).toBe(31);
	const times = written.map(({ ts }) => ts!);
	expect(times).toEqual(times.toSorted());
	expect(written.every(({ recorded_at }) => recorded_at?.startsWith('2026-12-24T12:00'))).toBe(
		true,
	);
	const sub = written.find(({ agent_id }) => agent_id !== undefined);
	expect(sub).toMatchObject({
		agent_id: 'ac7a917e593fa5623',
		parent_call_id: 'toolu_0016gtk249Kd7Vw3XqRbN2mT',
	});
});

test('a second import adds nothing', async () => {
	const { run, entries } = await openHistory();
	await run();
	expect(await run()).toMatchObject({ days: [], calls: 0, already: 31 });
	expect(entries()).toHaveLength(31);
});

test('a claim whose process was killed before it wrote hinders no import', async () => {
	const { run, project, data } = await openHistory();
	rest(join(project, 'run.jsonl'), 1);
	const [id] = /toolu_\w+/.exec(readFileSync(join(project, 'run.jsonl'), 'utf8'))!;
	openClaims(data, AGENT, 'ada').take(id);
	const folder = join(data, 'capture/claims', AGENT, 'ada');
	const [claim] = readdirSync(folder);
	const minuteAgo = new Date(Date.now() - 60_000);
	utimesSync(join(folder, claim!), minuteAgo, minuteAgo);
	expect(await run()).toMatchObject({ calls: 31, already: 0 });
});

test('a dry run counts the same, and writes nothing', async () => {
	const { run, log } = await openHistory();
	expect(await run({ dryRun: true })).toMatchObject({ days: [DAY], calls: 31 });
	expect(await log.listDays('ada')).toEqual([]);
});

test('only calls from an instant on', async () => {
	const { run } = await openHistory();
	const report = await run({ sinceMs: Date.parse('2026-11-28T08:17:00Z') });
	expect(report.calls).toBe(5);
});

test('a call without a result in a session that may go on is left for later', async () => {
	const { run, project } = await openHistory();
	rest(join(project, 'kill.jsonl'), 1);
	expect(await run()).toMatchObject({ calls: 29, open: 2 });
	rest(join(project, 'kill.jsonl'), 25);
	expect(await run()).toMatchObject({ calls: 2, open: 0 });
});

test('a call without a result is left for later while its session is known to go on', async () => {
	const { run, data } = await openHistory();
	const sessions = openSessions(data);
	sessions.begin('kill', ownProcess());
	expect(await run()).toMatchObject({ calls: 29, open: 2 });
	sessions.end(sessionName('kill'));
	expect(await run()).toMatchObject({ calls: 2, open: 0 });
});

test.each(['aaa', 'zzz'])(
	'a result counts more than a copy of the call without one: %s',
	async (fork) => {
		const { run, project, entries } = await openHistory();
		const text = readFileSync(join(project, 'term.jsonl'), 'utf8');
		const [cut] = text.split('\n');
		addFile(join(project, `${fork}.jsonl`), `${cut}\n`);
		for (const dryRun of [true, false]) expect(await run({ dryRun })).toMatchObject({ calls: 31 });
		const id = /toolu_\w+/.exec(cut!)![0];
		expect(entries().filter(({ call_id }) => call_id === id)).toMatchObject([{ status: 'error' }]);
		expect(entries().filter(({ call_id }) => call_id === id)[0]!['reason']).toBeUndefined();
		rest(join(project, `${fork}.jsonl`), 1);
		expect(await run()).toMatchObject({ calls: 0, open: 0 });
	},
);

test('a result of the next day counts more than a copy of the call without one', async () => {
	const { run, project } = await openHistory();
	const lines = [
		{ type: 'assistant', timestamp: '2026-11-26T23:59:59Z', sessionId: 's', uuid: 'u' },
		{ type: 'user', timestamp: '2026-11-27T00:00:01Z', sessionId: 's', uuid: 'v' },
	];
	const id = 'toolu_01A09q90qw90lq917835lq9';
	const use = { content: [{ type: 'tool_use', id, name: 'Bash', input: {} }] };
	const result = { content: [{ type: 'tool_result', tool_use_id: id, content: 'x' }] };
	const asked = `${JSON.stringify({ ...lines[0], message: use })}\n`;
	addFile(join(project, 'fork.jsonl'), asked);
	addFile(
		join(project, 'main.jsonl'),
		asked + JSON.stringify({ ...lines[1], message: result }) + '\n',
	);
	for (const dryRun of [true, false]) {
		const { days } = await run({ dryRun });
		expect(days[0]).toEqual({ day: '2026-11-26', calls: 1, ok: 1, error: 0, denied: 0 });
	}
	rest(join(project, 'fork.jsonl'), 1);
	expect(await run()).toMatchObject({ calls: 0, open: 0 });
});

test('a copy of a call that another file goes on with is ended once, with that file', async () => {
	const { run, project } = await openHistory();
	const text = readFileSync(join(project, 'kill.jsonl'), 'utf8');
	addFile(join(project, 'fork.jsonl'), text);
	rest(join(project, 'kill.jsonl'), 1);
	expect(await run()).toMatchObject({ calls: 29, open: 2 });
	rest(join(project, 'kill.jsonl'), 25);
	expect(await run()).toMatchObject({ calls: 2, open: 0 });
});

test('a line that is not known is counted, and the lines around it are read', async () => {
	const { run, project } = await openHistory();
	const text = readFileSync(join(project, 'run.jsonl'), 'utf8');
	writeFileSync(join(project, 'run.jsonl'), `{"type":"assistant","x":"tool_use"\n${text}`);
	expect(await run()).toMatchObject({ calls: 31, unknownLines: 1 });
});

test('what cannot be read is named, and the rest is imported', async () => {
	const { run, project } = await openHistory();
	const [file, folder] = [join(project, 'loop.jsonl'), join(project, '../loop')];
	symlinkSync('loop.jsonl', file);
	symlinkSync('loop', folder);
	const reason = "It can't be read (ELOOP).";
	const { calls, unreadable } = await run();
	expect(calls).toBe(31);
	expect(unreadable.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
		{ path: file, reason },
		{ path: folder, reason },
	]);
});

test('a line with a time that the log does not take is counted, also in a dry run', async () => {
	const { run, project } = await openHistory();
	const text = readFileSync(join(project, 'kill.jsonl'), 'utf8');
	writeFileSync(join(project, 'old.jsonl'), text.replaceAll('2026-11-28', '1999-11-28'));
	const expected = { calls: 31, unknownLines: 2 };
	expect(await run({ dryRun: true })).toMatchObject(expected);
	expect(await run()).toMatchObject(expected);
});

test('calls over midnight are in the days on which they began', async () => {
	const { run, project, log } = await openHistory();
	const text = readFileSync(join(project, 'run.jsonl'), 'utf8')
		.replaceAll('2026-11-28T08:16:45', '2026-11-27T23:59:59')
		.replaceAll('2026-11-28T08:16:48', '2026-11-28T00:00:01');
	writeFileSync(join(project, 'run.jsonl'), text);
	const { days } = await run();
	expect(days.map(({ day, calls }) => [day, calls])).toEqual([
		['2026-11-27', 2],
		['2026-11-28', 29],
	]);
	expect(await run()).toMatchObject({ calls: 0 });
	expect((await log.listDays('ada')).map(({ counts }) => counts?.total)).toEqual([29, 2]);
});

test.runIf(existsSync('/proc/self/fd'))(
	'an import that was ended leaves no file open',
	async () => {
		const { run, project } = await openHistory();
		const ending = new AbortController();
		const calls = () => {
			ending.abort();
			return Promise.reject(new Error('The log is gone.'));
		};
		const target = { record: calls, calls, dayOf: (ms: number) => openZone('UTC').dayOf(ms) };
		await expect(run({ signal: ending.signal, target })).rejects.toThrow();
		const open = readdirSync('/proc/self/fd').map((fd) => linkOf(`/proc/self/fd/${fd}`));
		expect(open.filter((path) => path.startsWith(project))).toEqual([]);
	},
);

function linkOf(path: string): string {
	try {
		return readlinkSync(path);
	} catch {
		return '';
	}
}

test('an import that was ended continues', async () => {
	const { run, entries } = await openHistory();
	const ending = new AbortController();
	const ended = run({ signal: ending.signal, onProgress: () => ending.abort() });
	await expect(ended).rejects.toThrow(/abort/);
	const { calls, already } = await run();
	expect(calls + already).toBe(31);
	expect(entries()).toHaveLength(31);
});
