import {
	appendFileSync,
	mkdirSync,
	readdirSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openAuditLog, openZone } from '@tool-audit/core';
import { expect, onTestFinished, test } from 'vitest';
import { openClaims } from '../claims.ts';
import { sweepFile } from './sweep.ts';
import type { TranscriptFile } from './transcript-files.ts';
import { tempFolder } from './temp-folder.fixture.ts';

/** A transcript of one session, with the log that its calls go to. */
async function openSession() {
	const data = await tempFolder();
	let path = join(data, 'session.jsonl');
	writeFileSync(path, '');
	const log = openAuditLog({ home: join(data, 'home'), timeZone: 'UTC' });
	onTestFinished(() => log.close());
	const recorder = {
		record: log.record.bind(log),
		calls: log.calls.bind(log),
		dayOf: (ms: number) => openZone('UTC').dayOf(ms),
	};
	const sweep = {
		recorder,
		claims: openClaims(data, 'test', 'ada'),
		user: 'ada',
		data,
		host: 'box',
		othersGoingOn: () => others,
	};
	const others: TranscriptFile[] = [];
	const fileOf = (path: string) => ({
		path,
		session: 's',
		size: statSync(path).size,
		writtenMs: 0,
	});
	return {
		...{ path, data, claims: sweep.claims },
		/** Another session that goes on, with these lines. */
		goOn: (...lines: string[]) => {
			writeFileSync(join(data, 'other.jsonl'), lines.map((line) => `${line}\n`).join(''));
			others.push(fileOf(join(data, 'other.jsonl')));
			return () => others.pop();
		},
		/** The session of the same name in another project. */
		move: () => {
			path = join(data, 'other', 'session.jsonl');
			mkdirSync(join(data, 'other'));
		},
		add: (...lines: string[]) => {
			appendFileSync(path, lines.map((line) => `${line}\n`).join(''));
		},
		sweep: async (overBefore = 0, size = statSync(path).size) => {
			const file = { path, session: 's', size, writtenMs: 0 };
			return (await sweepFile(sweep, file, overBefore)).written;
		},
	};
}

/** As long as the ids of the model's service: it is the same call in every transcript. */
const ID = 'toolu_01A09q90qw90lq917835lq9';
const ago = (seconds: number) => new Date(Date.now() - 1000 * seconds).toISOString();
const line = (type: string, seconds: number, block: object) =>
	JSON.stringify({
		...{ type, timestamp: ago(seconds), sessionId: 's', uuid: `u${seconds}` },
		message: { content: [block] },
	});
const call = (id: string, seconds: number) =>
	line('assistant', seconds, { type: 'tool_use', id, name: 'Bash', input: {} });
const result = (id: string, seconds: number) =>
	line('user', seconds, { type: 'tool_result', tool_use_id: id, content: 'hello' });

test('writes a call that no hook told of, once', async () => {
	const { add, sweep } = await openSession();
	add(call('toolu_1', 60), result('toolu_1', 59));
	expect([await sweep(), await sweep()]).toEqual([1, 0]);
});

test('a call that has just ended is left to its hook, and written when the session is over', async () => {
	const { add, sweep } = await openSession();
	add(call('toolu_1', 3), result('toolu_1', 2));
	expect([await sweep(), await sweep(Infinity)]).toEqual([0, 1]);
});

test('a call is still open while its session goes on', async () => {
	const { add, sweep } = await openSession();
	add(call('toolu_1', 60));
	expect(await sweep()).toBe(0);
	add(result('toolu_1', 59));
	expect(await sweep()).toBe(1);
});

test('what began before the session began anew has no result any more', async () => {
	const { add, sweep } = await openSession();
	add(call('toolu_1', 60));
	const overBefore = 10;
	add(call('toolu_2', 59));
	expect([await sweep(overBefore), await sweep(overBefore), await sweep(Infinity)]).toEqual([
		1, 0, 1,
	]);
});

test('a line with a time that the log does not take stops nothing', async () => {
	const { add, sweep } = await openSession();
	add(call('toolu_1', 1e9), call('toolu_2', 60), result('toolu_2', 59));
	expect([await sweep(), await sweep(Infinity)]).toEqual([1, 0]);
});

test('a transcript that cannot be read stops nothing', async () => {
	const { path, add, sweep } = await openSession();
	add(call('toolu_1', 60));
	const { size } = statSync(path);
	rmSync(path);
	symlinkSync('session.jsonl', path);
	expect(await sweep(Infinity, size)).toBe(0);
});

test('a session of the same name in another project is read from its beginning', async () => {
	const { add, move, sweep } = await openSession();
	add(call('toolu_1', 60), result('toolu_1', 59));
	expect(await sweep()).toBe(1);
	move();
	add(call('toolu_2', 60), result('toolu_2', 59), call('toolu_3', 58), result('toolu_3', 57));
	expect(await sweep()).toBe(2);
});

test('a transcript that was replaced is read from its beginning', async () => {
	const { path, add, sweep } = await openSession();
	add(call('toolu_1', 60), result('toolu_1', 59));
	expect(await sweep()).toBe(1);
	rmSync(path);
	add(call('toolu_2', 60), result('toolu_2', 59), call('toolu_3', 58), result('toolu_3', 57));
	expect(await sweep()).toBe(2);
});

test('a claim from the future is one whose process is gone', async () => {
	const { data, add, claims, sweep } = await openSession();
	claims.take('toolu_1');
	const folder = join(data, 'capture/claims/test/ada');
	const future = new Date(Date.now() + 86_400_000);
	for (const name of readdirSync(folder)) utimesSync(join(folder, name), future, future);
	add(call('toolu_1', 60), result('toolu_1', 59));
	expect(await sweep()).toBe(1);
});

test('a call that a session copied is left to the one that may finish it', async () => {
	const { add, goOn, sweep } = await openSession();
	const [copied, own] = [call(ID, 60), call('toolu_2', 59)];
	const end = goOn(copied);
	add(copied, own);
	expect(await sweep(Infinity)).toBe(1);
	end();
	expect([await sweep(Infinity), await sweep(Infinity)]).toEqual([1, 0]);
});
