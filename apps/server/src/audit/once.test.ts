import type { AuditLog, Call, Receipt, Recent, RecordOptions } from '@tool-audit/core';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRecordOnce } from './once.ts';

const NOTHING: Recent = { entries: [], complete: true, unreadable: [] };
const TS = '2026-11-30T12:00:00.000+00:00';
const DAY = '2026-11-30';

const call = (user = 'ann'): Call => ({ user, tool: 't', args: {}, status: 'ok', result: '' });
const written = (id: string): Receipt => ({ written: true, id, ts: TS, day: DAY });
const failed = (id: string, fate: 'kept' | 'lost' | 'unconfirmed'): Receipt => ({
	...{ written: false, id, ts: TS, day: DAY, reason: 'The disk is full.', fate },
});

interface Setup {
	record?: (id: string) => Promise<Receipt>;
	recent?: AuditLog['recent'];
	idsMax?: { ofLog: number; ofAll: number };
}

/** A log that counts what is written to it and read of it. */
function setUp({ record = async (id) => written(id), recent, idsMax }: Setup = {}) {
	const wrote: string[] = [];
	const read: string[] = [];
	const stopping = new AbortController();
	const once = createRecordOnce({
		log: {
			record: ({ user }: Call, { id = '' }: RecordOptions = {}) => {
				wrote.push(`${user}/${id}`);
				return record(id);
			},
			recent: async (user, options) => {
				read.push(user);
				return recent ? recent(user, options) : NOTHING;
			},
		},
		stopping: stopping.signal,
		...(idsMax && { idsMax }),
	});
	return { once, wrote, read, stopping };
}

test('a second call with the same id is answered with the receipt of the first', async () => {
	const { once, wrote, read } = setUp();
	const first = await once.record(call(), { id: 'a' });
	expect(await once.record(call(), { id: 'a' })).toBe(first);
	await once.record(call(), { id: 'b' });
	expect(wrote).toEqual(['ann/a', 'ann/b']);
	expect(read).toEqual(['ann']);
});

test('an id belongs to one log', async () => {
	const { once, wrote } = setUp();
	await once.record(call('ann'), { id: 'a' });
	await once.record(call('bob'), { id: 'a' });
	expect(wrote).toEqual(['ann/a', 'bob/a']);
});

test('a second call waits for the first, which is still being written', async () => {
	const { promise, resolve } = Promise.withResolvers<Receipt>();
	const { once, wrote } = setUp({ record: () => promise });
	const both = [once.record(call(), { id: 'a' }), once.record(call(), { id: 'a' })];
	await expect.poll(() => wrote).toHaveLength(1);
	resolve(written('a'));
	expect(await Promise.all(both)).toEqual([written('a'), written('a')]);
	expect(wrote).toHaveLength(1);
});

/** What a log with entries of these ids answers: the newest comes first. */
function logWith(ids: unknown[], ts: unknown = TS): AuditLog['recent'] {
	const entries = ids.map((id) => {
		const entry = { ...call(), id, ts, result_chars: 0, result_snippet: '' };
		return { ref: '0-0', user: 'ann', day: DAY, entry };
	});
	return async () => ({ ...NOTHING, entries: entries as unknown as Recent['entries'] });
}

test('an id that the log has already is not written again', async () => {
	const { once, wrote } = setUp({ recent: logWith(['a']) });
	expect(await once.record(call(), { id: 'a' })).toEqual(written('a'));
	expect(wrote).toEqual([]);
});

test('of the ids that the log has already the oldest are forgotten first', async () => {
	const idsMax = { ofLog: 2, ofAll: 100 };
	const { once, wrote } = setUp({ recent: logWith(['newer', 'older']), idsMax });
	for (const id of ['a', 'newer', 'older']) await once.record(call(), { id });
	expect(wrote).toEqual(['ann/a', 'ann/older']);
});

test('an entry without a time gives no receipt', async () => {
	const { once, wrote } = setUp({ recent: logWith(['a'], 5) });
	expect(await once.record(call(), { id: 'a' })).toEqual(written('a'));
	expect(wrote).toEqual(['ann/a']);
});

test('the newest entries of today and yesterday are looked at, as many as are remembered', async () => {
	let asked: Parameters<AuditLog['recent']>[1];
	const recent: AuditLog['recent'] = async (_, options) => ((asked = options), NOTHING);
	const { once, stopping } = setUp({ recent });
	await once.record(call(), { id: 'a' });
	expect(asked).toMatchObject({ days: 2, limit: 10_000 });
	expect(asked!.signal).toBe(stopping.signal);
});

test('two logs are read at a time', async () => {
	const { promise, resolve } = Promise.withResolvers<Recent>();
	const { once, read } = setUp({ recent: () => promise });
	const users = ['ann', 'bob', 'cy'];
	const recorded = users.map((user) => once.record(call(user), { id: 'a' }));
	await setImmediate();
	expect(read).toEqual(['ann', 'bob']);
	resolve(NOTHING);
	await Promise.all(recorded);
	expect(read).toEqual(users);
});

test.each(['kept', 'unconfirmed'] as const)(
	'a call that is %s is not written again',
	async (fate) => {
		const { once, wrote } = setUp({ record: async (id) => failed(id, fate) });
		await once.record(call(), { id: 'a' });
		expect(await once.record(call(), { id: 'a' })).toEqual(failed('a', fate));
		expect(wrote).toHaveLength(1);
	},
);

test.each([
	['was lost', async (id: string) => failed(id, 'lost')],
	['failed', () => Promise.reject(new Error('closed'))],
])('a call that %s may be recorded again', async (_, fail) => {
	const answers = [fail, async (id: string) => written(id)];
	const { once, wrote } = setUp({ record: (id) => answers.shift()!(id) });
	await once.record(call(), { id: 'a' }).catch(() => undefined);
	expect(await once.record(call(), { id: 'a' })).toEqual(written('a'));
	expect(wrote).toHaveLength(2);
});

test('a log that can’t be read is still written to, and read again for the next call', async () => {
	let reads = 0;
	const recent = async () => {
		reads += 1;
		if (reads === 1) throw new Error('EMFILE');
		return NOTHING;
	};
	const { once, wrote } = setUp({ recent });
	await once.record(call(), { id: 'a' });
	await once.record(call(), { id: 'a' });
	expect(wrote).toEqual(['ann/a']);
	expect(reads).toBe(2);
});

test('a stopping server records nothing of which it can’t know whether it is there', async () => {
	const recent: AuditLog['recent'] = (_, { signal } = {}) =>
		new Promise((_resolve, reject) => {
			signal!.addEventListener('abort', () => reject(new Error('aborted')));
		});
	const { once, wrote, stopping } = setUp({ recent });
	const refused = once.record(call(), { id: 'a' });
	stopping.abort();
	await expect(refused).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
	expect(wrote).toEqual([]);
});

test('the newest ids of a log are known', async () => {
	const { once, wrote } = setUp({ idsMax: { ofLog: 2, ofAll: 100 } });
	for (const id of ['a', 'b', 'c', 'b', 'a']) await once.record(call(), { id });
	expect(wrote).toEqual(['ann/a', 'ann/b', 'ann/c', 'ann/a']);
});

test('the logs used last are known, others are read again', async () => {
	const { once, read } = setUp({ idsMax: { ofLog: 10, ofAll: 2 } });
	for (const user of ['ann', 'bob', 'ann', 'cy', 'ann', 'bob']) {
		await once.record(call(user), { id: 'a' });
	}
	expect(read).toEqual(['ann', 'bob', 'cy', 'bob']);
});

test('a log to which is being written is not forgotten', async () => {
	const { promise, resolve } = Promise.withResolvers<Receipt>();
	const answers = [() => promise];
	const { once, wrote } = setUp({
		record: (id) => (answers.shift() ?? (async () => written(id)))(),
		idsMax: { ofLog: 10, ofAll: 1 },
	});
	const first = once.record(call('ann'), { id: 'a' });
	await expect.poll(() => wrote).toHaveLength(1);
	await once.record(call('bob'), { id: 'a' });
	const again = once.record(call('ann'), { id: 'a' });
	resolve(written('a'));
	expect(await Promise.all([first, again])).toEqual([written('a'), written('a')]);
	expect(wrote).toEqual(['ann/a', 'bob/a']);
});

test('a log that could not be read whole is read again', async () => {
	const later = { ...NOTHING, entries: [] };
	const answers: Recent[] = [
		{ ...NOTHING, unreadable: [{ user: 'ann', day: DAY, code: 'unreadable', message: 'No.' }] },
		{ ...NOTHING, complete: false },
		later,
	];
	const { once, read } = setUp({ recent: async () => answers.shift() ?? later });
	for (const id of ['a', 'b', 'c', 'd']) await once.record(call(), { id });
	expect(read).toEqual(['ann', 'ann', 'ann']);
});

test('a call that is being recorded is not forgotten, however many follow', async () => {
	const { promise, resolve } = Promise.withResolvers<Receipt>();
	const { once, wrote } = setUp({
		record: (id) => (id === 'slow' ? promise : Promise.resolve(written(id))),
		idsMax: { ofLog: 2, ofAll: 100 },
	});
	const slow = once.record(call(), { id: 'slow' });
	for (const id of ['a', 'b', 'c']) await once.record(call(), { id });
	const again = once.record(call(), { id: 'slow' });
	// The receipt of the first would be found again once it is there.
	await setImmediate();
	resolve(written('slow'));
	expect(await again).toEqual(await slow);
	expect(wrote.filter((id) => id === 'ann/slow')).toHaveLength(1);
});
