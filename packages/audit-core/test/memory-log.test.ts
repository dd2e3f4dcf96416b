import { onTestFinished, expect, test } from 'vitest';
import type { LogChange, TailEvent } from '../src/index.ts';
import { openMemoryLog, type MemoryLogOptions } from '../src/testing.ts';
import { describeAuditLog } from './contract.ts';
import { line, numbered, numberOf } from './read-fixture.ts';
import { call, DAY } from './write-fixture.ts';

describeAuditLog('the log in memory', async (clock) =>
	openMemoryLog({ now: () => clock.now, timeZone: 'UTC', log: () => undefined }),
);

function open(options: MemoryLogOptions = {}) {
	const now = () => Date.parse(`${DAY}T12:00:00Z`);
	const log = openMemoryLog({ now, timeZone: 'UTC', ...options });
	onTestFinished(() => log.close());
	return log;
}

test('has what another writer appends, also damaged lines', async () => {
	const log = open();
	log.append('alice', DAY, `${line({ args: { n: 0 } })}\n{"ts":"torn\n`);
	log.append('alice', DAY, Buffer.from([0xff, 0x0a]));
	await log.record(call({ args: { n: 1 } }));
	const { entries, damaged, total } = await log.readDay('alice', DAY);
	expect(entries.map(numberOf)).toEqual([0, 1]);
	expect(damaged.map(({ position, reason }) => [position, reason])).toEqual([
		[1, 'torn'],
		[2, 'invalid-utf8'],
	]);
	expect(total).toBe(4);
	expect(await log.listUsers()).toEqual(['alice']);
});

test('the recorder ends an incomplete line before its own', async () => {
	const log = open();
	log.append('alice', DAY, '{"ts":"torn');
	expect(log.recordSync(call())).toMatchObject({ written: true });
	expect(log.text('alice', DAY).split('\n')).toMatchObject({ length: 3, 0: '{"ts":"torn' });
});

test('redacts, and keeps what was written', async () => {
	const log = open();
	await log.record(call({ args: { password: 'hunter2' } }));
	expect(log.text('alice', DAY)).toMatch(
		/^\{"ts":"2026-11-22T12:00:00\.000\+00:00".*\[redacted:password:/,
	);
	expect(log.text('bob', DAY)).toBe('');
});

test('two logs share nothing', async () => {
	const [one, other] = [open(), open()];
	await one.record(call());
	expect(await other.listUsers()).toEqual([]);
});

test('tails and changes tell of what another writer appends at once', async () => {
	const log = open();
	log.append('alice', DAY, numbered(1));
	const tail = log.tail('alice')[Symbol.asyncIterator]();
	const changes = log.changes()[Symbol.asyncIterator]();
	await Promise.all([tail.next(), changes.next()]);
	log.append('alice', DAY, numbered(2));
	expect((await tail.next()).value as TailEvent).toMatchObject({
		type: 'rows',
		rows: { length: 2 },
	});
	expect((await changes.next()).value as LogChange).toMatchObject({ day: DAY, added: 2 });
	await Promise.all([tail.return?.(), changes.return?.()]);
});

test('a large day is indexed, filtered and counted without threads', async () => {
	const log = open();
	log.append('alice', DAY, numbered(60_000));
	expect(
		(await log.readDay('alice', DAY, { from: 30_000, limit: 2 })).entries.map(numberOf),
	).toEqual([...[30_000, 30_001]]);
	const filter = { text: '"n": 4321\\b|4321$', regex: true };
	expect((await log.readDay('alice', DAY, { filter })).matched).toBe(6);
	expect((await log.summary('alice', DAY)).counts.total).toBe(60_000);
});

test.each([
	['../bob', DAY, 'bad-user'],
	['alice', '2026-02-30', 'bad-day'],
])('refuses the file of %s, %s: %s', (user, day, code) => {
	const log = open();
	expect(() => log.append(user, day, 'x')).toThrow(expect.objectContaining({ code }) as Error);
	expect(() => log.text(user, day)).toThrow(expect.objectContaining({ code }) as Error);
});

test('refuses wrong options', () => {
	// @ts-expect-error misspelt
	expect(() => openMemoryLog({ timezone: 'UTC' })).toThrow(
		'"timezone" is not an option; "timeZone" is',
	);
});
