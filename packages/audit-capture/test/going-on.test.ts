/** The calls of a session that goes on are never ended, whatever else begins and ends meanwhile. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownProcess } from '@tool-audit/safe-files';
import { expect, test } from 'vitest';
import { openSessions } from '../src/claude-code/sessions.ts';
import { runSweep } from '../src/hook/run-sweep.ts';
import { openCapture } from './capture-fixture.ts';

const SESSION = '0ca4d081-0000-4000-8000-000000000001';
const FORK = '0ca4d081-0000-4000-8000-000000000002';
const NEXT = '0ca4d081-0000-4000-8000-000000000003';
const [HERE, THERE] = [ownProcess(), { pid: process.ppid, started: '' }];
const GONE = { pid: 2_147_483_646, started: '' };

/** A session with two calls that have no result yet, a fork of it, and another session without a call. */
function openSession() {
	const capture = openCapture();
	const { settings, transcriptOf } = capture;
	capture.writeTranscript('kill');
	const project = join(transcriptOf('kill'), '..');
	const text = readFileSync(transcriptOf('kill'), 'utf8');
	const pathOf = (id: string) => join(project, `${id}.jsonl`);
	for (const id of [SESSION, FORK]) writeFileSync(pathOf(id), text);
	writeFileSync(pathOf(NEXT), '');
	return Object.assign(capture, {
		sessions: openSessions(settings.data),
		tell: (event: string, reason: string, id: string) => {
			const size = String(statSync(pathOf(id)).size);
			return runSweep({ settings, host: 'box' }, [event, reason, id, pathOf(id), size]);
		},
	});
}

test('a session that begins again in another terminal', async () => {
	using session = openSession();
	session.sessions.begin(SESSION, HERE);
	session.sessions.begin(SESSION, THERE);
	await session.tell('SessionStart', 'resume', SESSION);
	expect(session.entries()).toEqual([]);
});

test('a session that ends in one of two terminals, and then in the other', async () => {
	using session = openSession();
	session.sessions.begin(SESSION, HERE);
	session.sessions.leave(SESSION, GONE);
	await session.tell('SessionEnd', 'other', SESSION);
	expect(session.entries()).toEqual([]);
	session.sessions.end(SESSION);
	session.sessions.leave(SESSION, GONE);
	await session.tell('SessionEnd', 'other', SESSION);
	expect(session.entries()).toHaveLength(2);
	expect(session.sessions.list().size).toBe(0);
});

test('a fork that begins and ends', async () => {
	using session = openSession();
	session.sessions.begin(SESSION, HERE);
	session.sessions.begin(FORK, THERE);
	await session.tell('SessionStart', 'resume', FORK);
	session.sessions.end(FORK);
	session.sessions.leave(FORK, GONE);
	await session.tell('SessionEnd', 'other', FORK);
	expect(session.entries()).toEqual([]);
});

test('a session that was killed is ended by the next one that begins', async () => {
	using session = openSession();
	session.sessions.begin('not a UUID', GONE);
	session.sessions.begin(SESSION, GONE);
	session.sessions.begin(NEXT, HERE);
	await session.tell('SessionStart', 'startup', NEXT);
	expect(session.entries()).toHaveLength(2);
	expect([...session.sessions.list().keys()]).toEqual([NEXT]);
});
