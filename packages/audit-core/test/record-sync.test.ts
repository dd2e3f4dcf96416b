import { once } from 'node:events';
import { appendFileSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Receipt } from '../src/index.ts';
import { openRecorder } from '../src/open-recorder.ts';
import type { WriteFailure } from '../src/write/trouble.ts';
import { readIds } from './crash/read-ids.ts';
import { RUNS_SOURCES } from './runs-sources.ts';
import { startChild } from './crash/start-child.ts';
import { createMemoryDisk } from './memory-disk.ts';
import { call, DAY, dayPath, makeHome, readEntries, startRecorder } from './write-fixture.ts';

const QUICK = {
	...{ retryFirstMs: 1, retryMaxMs: 4, groupWaitMs: 1, tornAfterMs: 5 },
	...{ stallMs: 100, closeWaitMs: 300, landWaitMaxMs: 10 },
};

function start(options: Parameters<typeof startRecorder>[1] = {}) {
	const disk = createMemoryDisk();
	const failures: WriteFailure[] = [];
	const onError = (failure: WriteFailure) => failures.push(failure);
	const recorder = startRecorder('', { files: disk, timings: QUICK, onError, ...options });
	const record = (n: number) => recorder.record(call({ args: { n } }));
	const recordSync = (n: number) => recorder.recordSync(call({ args: { n } }));
	return { disk, recorder, record, recordSync, failures };
}

/** The numbers of the calls, and `gap` for a gap entry. */
const order = (text: string) =>
	text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as { tool: string; args: { n: unknown } })
		.map(({ tool, args }) => (tool === 'tool_audit.gap' ? 'gap' : args.n));

test('the line is in the file when it returns, after the calls that wait', async () => {
	const home = await makeHome();
	const recorder = startRecorder(home);
	const first = recorder.record(call({ args: { n: 0 } }));
	const second = recorder.recordSync(call({ args: { n: 1 } }));
	const numbers = readFileSync(dayPath(home), 'utf8').trim().split('\n');
	expect(numbers.map((line) => (JSON.parse(line) as { id: string }).id)) //
		.toEqual([(await first).id, second.id]);
	expect(second).toMatchObject({ written: true, day: DAY });
	expect(recorder.stats()).toMatchObject({ written: 2, queued: 0, queuedBytes: 0 });
	// Nothing of it is written again.
	await recorder.record(call({ args: { n: 2 } }));
	expect((await readEntries(dayPath(home))).map(({ args }) => args)).toEqual([
		...[{ n: 0 }, { n: 1 }, { n: 2 }],
	]);
});

test('a file stays open between two calls', () => {
	const { disk, recordSync } = start();
	for (let n = 0; n < 5; n++) recordSync(n);
	expect(disk.calls.open).toBe(1);
	expect(order(disk.text())).toEqual([0, 1, 2, 3, 4]);
});

test('as many files are open as may be, and the others are written all the same', async () => {
	const home = await makeHome();
	const recorder = startRecorder(home, { openFilesMax: 2 });
	const users = ['a', 'b', 'c', 'd'];
	for (const user of [...users, ...users]) {
		expect(recorder.recordSync(call({ user }))).toMatchObject({ written: true });
	}
	expect(recorder.stats().openFiles).toBe(2);
	await recorder.record(call({ user: 'e' }));
	for (const user of users) expect(await readEntries(dayPath(home, user))).toHaveLength(2);
	await recorder.close();
	expect(recorder.stats().openFiles).toBe(0);
});

test('a file that is renamed or deleted between two calls is followed by a new one', async () => {
	const home = await makeHome();
	const recorder = startRecorder(home);
	recorder.recordSync(call({ args: { n: 0 } }));
	renameSync(dayPath(home), dayPath(home, 'alice', '2026-11-21'));
	recorder.recordSync(call({ args: { n: 1 } }));
	rmSync(dayPath(home));
	recorder.recordSync(call({ args: { n: 2 } }));
	const numbers = async (day: string) =>
		(await readEntries(dayPath(home, 'alice', day))).map(({ args }) => args);
	expect(await numbers('2026-11-21')).toEqual([{ n: 0 }]);
	expect(await numbers(DAY)).toEqual([{ n: 2 }]);
	expect(recorder.stats().openFiles).toBe(1);
});

test('an incomplete line of another writer gets its end first', async () => {
	const home = await makeHome();
	const recorder = startRecorder(home);
	recorder.recordSync(call());
	appendFileSync(dayPath(home), '{"ts":"torn');
	recorder.recordSync(call());
	expect((await readFile(dayPath(home), 'utf8')).split('\n')).toMatchObject({
		length: 4,
		1: '{"ts":"torn',
	});
});

test.each([
	['os', 0],
	['group', 3],
	['sync', 3],
] as const)('with durability %s, three calls take %i syncs', (durability, syncs) => {
	const { disk, recordSync } = start({ durability });
	for (let n = 0; n < 3; n++) recordSync(n);
	expect(disk.calls.datasync).toBe(syncs);
	if (syncs > 0) expect(disk.synced).toBe(disk.text().length);
});

test('fails open: what can’t be written is kept, and written when the disk works again', async () => {
	const { disk, recorder, recordSync, record, failures } = start();
	disk.fault = (operation) => (operation === 'write' ? { error: 'ENOSPC' } : undefined);
	const full = { written: false, day: DAY, reason: 'The disk is full.', fate: 'kept' };
	expect(recordSync(0)).toMatchObject(full);
	expect(recordSync(1)).toMatchObject(full);
	// The second attempt may include the first call, when it comes late.
	expect(failures.map(({ fate }) => fate)).toEqual(['kept', 'kept']);
	expect(recorder.stats()).toMatchObject({ queued: 2, failed: 2, lost: 0 });
	disk.fault = () => undefined;
	// Without a turn of the event loop, in which a timer could try again.
	const deadlineMs = performance.now() + QUICK.retryMaxMs;
	while (performance.now() <= deadlineMs);
	expect(recordSync(2)).toMatchObject({ written: true });
	expect(order(disk.text())).toEqual(['gap', 0, 1, 2]);
	expect(await record(3)).toMatchObject({ written: true });
	expect(recorder.stats()).toMatchObject({ queued: 0, written: 5, failingSince: null });
});

test('tries a disk that fails no more often than a recorder that waits', () => {
	const { disk, recordSync } = start({ timings: { ...QUICK, retryFirstMs: 60_000 } });
	disk.fault = (operation) => (operation === 'write' ? { error: 'ENOSPC' } : undefined);
	for (let n = 0; n < 100; n++) expect(recordSync(n)).toMatchObject({ fate: 'kept' });
	expect(disk.calls.write).toBe(1);
});

test('fails closed: what can’t be written throws, and is not written later', async () => {
	const { disk, recorder, recordSync } = start({ onFailure: 'closed' });
	disk.fault = (operation, n) => (operation === 'write' && n <= 2 ? { error: 'EROFS' } : undefined);
	const refusal = { code: 'not-recorded', what: 'The file system is read-only.' };
	expect(() => recordSync(0)).toThrow(expect.objectContaining(refusal) as Error);
	expect(() => recordSync(1)).toThrow(expect.objectContaining(refusal) as Error);
	expect(recordSync(2)).toMatchObject({ written: true });
	expect(order(disk.text())).toEqual(['gap', 2]);
	expect(recorder.stats()).toMatchObject({ lost: 2, failed: 2, queued: 0 });
	await recorder.close();
});

test.each(['open', 'closed'] as const)(
	'a sync that fails leaves it unconfirmed, failing %s',
	(onFailure) => {
		const { disk, recordSync } = start({ durability: 'sync', onFailure });
		disk.fault = (operation) => (operation === 'datasync' ? { error: 'EIO' } : undefined);
		if (onFailure === 'open') expect(recordSync(0)).toMatchObject({ fate: 'unconfirmed' });
		else expect(() => recordSync(0)).toThrow('The disk reports an error.');
		expect(order(disk.text())).toEqual([0]);
	},
);

test('a call that can become no entry is refused as by record', async () => {
	const { recorder, recordSync } = start();
	const lost = { written: false, fate: 'lost' };
	expect(recorder.recordSync(call({ user: '../bob' }))).toMatchObject(lost);
	expect(recorder.recordSync(call(), { at: Number.NaN })).toMatchObject(lost);
	expect(recorder.stats()).toMatchObject({ lost: 2 });
	await recorder.close();
	expect(recordSync(0)).toMatchObject({ ...lost, reason: expect.stringContaining('closed') });
	const closed = start({ onFailure: 'closed' });
	const refusal = expect.objectContaining({ code: 'bad-user' }) as Error;
	expect(() => closed.recorder.recordSync(call({ user: '../bob' }))).toThrow(refusal);
});

test('what the memory budget has no room for is lost, unless what waits can be written', async () => {
	const { disk, recorder, record, recordSync } = start({ queueBytes: 600 });
	const waiting = record(0);
	expect(recordSync(1)).toMatchObject({ written: true });
	expect(await waiting).toMatchObject({ written: true });
	disk.fault = (operation) => (operation === 'write' ? { error: 'ENOSPC' } : undefined);
	expect(recordSync(2)).toMatchObject({ fate: 'kept' });
	const full = expect.stringContaining('Too many') as string;
	expect(recordSync(3)).toMatchObject({ written: false, fate: 'lost', reason: full });
	disk.fault = () => undefined;
	await recorder.close();
	expect(order(disk.text())).toEqual([0, 1, 'gap', 2]);
});

test('a write in progress is waited for, and what comes after it is in order', async () => {
	const { disk, record, recordSync } = start();
	const { promise, resolve } = Promise.withResolvers<void>();
	disk.fault = (operation, n) =>
		operation === 'write' && n === 1 ? { until: promise } : undefined;
	const first = record(0);
	while (disk.calls.write === 0) await new Promise(setImmediate);
	expect(recordSync(1)).toMatchObject({
		written: false,
		fate: 'kept',
		reason: 'The disk does not answer.',
	});
	resolve();
	expect(await first).toMatchObject({ written: true });
	await expect.poll(() => order(disk.text())).toEqual([0, 'gap', 1]);
});

test('a callback for failures may record', async () => {
	const home = await makeHome();
	const receipts: Receipt[] = [];
	const recorder = startRecorder(home, {
		onError: ({ fate }) => {
			receipts.push(recorder.recordSync(call({ tool: 'alarm', args: { fate } })));
			void recorder.record(call({ tool: 'alarm', args: { fate, long: 'x'.repeat(400) } }));
		},
	});
	const lost = await recorder.record(call({ user: '../bob' }));
	expect(lost).toMatchObject({ fate: 'lost' });
	expect(receipts).toMatchObject([{ written: true }]);
	await recorder.close();
	expect(await readEntries(dayPath(home))).toMatchObject([{ tool: 'alarm' }, { tool: 'alarm' }]);
	const {
		disk,
		recorder: other,
		recordSync,
	} = start({
		onError: () => {
			other.recordSync(call({ args: { n: 'in between', long: 'x'.repeat(400) } }));
			void other.record(call({ args: { n: 'waiting', long: 'y'.repeat(300) } }));
		},
	});
	disk.fault = (operation) => (operation === 'write' ? { error: 'ENOSPC' } : undefined);
	for (const n of [0, 1]) expect(recordSync(n)).toMatchObject({ fate: 'kept' });
	disk.fault = () => undefined;
	await other.close();
	const numbers = order(disk.text());
	expect(numbers[0]).toBe('gap');
	expect(numbers.slice(1).sort()).toEqual([0, 1, 'in between', 'in between', 'waiting', 'waiting']);
});

test('a recorder that is opened alone records at once too', async () => {
	const home = await makeHome();
	const recorder = await openRecorder({
		home,
		timeZone: 'UTC',
		now: () => Date.parse(`${DAY}T12:00:00Z`),
	});
	expect(recorder.recordSync(call(), { id: 'own' })).toMatchObject({ written: true, id: 'own' });
	expect(await readEntries(dayPath(home))).toMatchObject([{ id: 'own' }]);
	await recorder.close();
});

test.runIf(RUNS_SOURCES)(
	'what was recorded is in the file when the process is killed by SIGKILL in the same turn',
	async () => {
		const home = await makeHome();
		const child = startChild(home, 'kill-at-once-child.ts', [home]);
		expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
		const ids = readIds(await readFile(dayPath(home)));
		expect(ids).toHaveLength(20);
		expect(new Set(ids).size).toBe(20);
	},
);
