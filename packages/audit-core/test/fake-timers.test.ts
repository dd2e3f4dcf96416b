/** Timers that a test has replaced stand still until it moves them: what waits for a disk must not wait for them. */
import { appendFileSync } from 'node:fs';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { openAuditLog, type AuditLog, type AuditLogOptions, type TailEvent } from '../src/index.ts';
import { call, dayPath, makeHome } from './write-fixture.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

afterEach(() => void vi.useRealTimers());

/** The faked ones are all that there are. */
const useFakeTimers = () => vi.useFakeTimers({ now: NOW, toNotFake: [] });

async function useOf(
	open: typeof openAuditLog,
	options: Partial<AuditLogOptions> = {},
): Promise<AuditLog> {
	const home = await makeHome();
	const log = open({ home, timeZone: 'UTC', log: () => undefined, ...options });
	onTestFinished(() => log.close().catch(() => undefined));
	return log;
}

test.each(['os', 'group', 'sync'] as const)(
	'records while timers stand still, with durability %s',
	async (durability) => {
		useFakeTimers();
		const log = await useOf(openAuditLog, { durability });
		expect(await log.record(call())).toMatchObject({
			written: true,
			ts: '2026-11-22T12:00:00.000+00:00',
		});
		vi.setSystemTime(new Date('2026-11-23T12:00:00Z'));
		expect(await log.record(call())).toMatchObject({ written: true, day: '2026-11-23' });
		expect(await log.record(call({ user: '../bob' }))).toMatchObject({ fate: 'lost' });
		await log.close();
	},
);

test('a log that is opened before the timers stand still goes on, and its times follow the clock', async () => {
	const log = await useOf(openAuditLog);
	await log.record(call());
	useFakeTimers();
	expect(await log.record(call())).toMatchObject({ written: true, day: '2026-11-22' });
	await log.close();
});

test('a library that is loaded while timers stand still records and reads', async () => {
	useFakeTimers();
	vi.resetModules();
	const { openAuditLog } = await import('../src/index.ts');
	const log = await useOf(openAuditLog);
	expect(await log.record(call())).toMatchObject({ written: true });
	expect((await log.readDay('alice', '2026-11-22')).total).toBe(1);
	await log.close();
});

test('waits for the end of another writer’s line, and for a disk, by the time that passes', async () => {
	useFakeTimers();
	const home = await makeHome();
	const log = openAuditLog({ home, timeZone: 'UTC', log: () => undefined });
	await log.record(call());
	appendFileSync(dayPath(home), '{"ts":"torn');
	expect(await log.record(call())).toMatchObject({ written: true });
	await log.close();
	const nowhere = openAuditLog({ home: dayPath(home), timeZone: 'UTC', log: () => undefined });
	expect(await nowhere.record(call())).toMatchObject({ fate: 'kept' });
	await expect(nowhere.close()).rejects.toMatchObject({ code: 'not-recorded' });
});

test('reads, tails and changes go on', async () => {
	useFakeTimers();
	const log = await useOf(openAuditLog);
	await log.record(call());
	const filter = { text: 'files', regex: true };
	expect((await log.readDay('alice', '2026-11-22', { filter })).matched).toBe(1);
	expect((await log.recent('alice')).entries).toHaveLength(1);
	expect((await log.search('alice', { filter })).entries).toHaveLength(1);
	expect((await log.countSecrets('alice', '2026-11-22')).calls).toBe(0);
	const tail = log.tail('alice')[Symbol.asyncIterator]();
	await tail.next();
	const changes = log.changes()[Symbol.asyncIterator]();
	await changes.next();
	await log.record(call());
	expect((await tail.next()).value as TailEvent).toMatchObject({ type: 'rows' });
	expect((await changes.next()).value).toMatchObject({ added: 1 });
	await Promise.all([tail.return?.(), changes.return?.()]);
	await log.close();
});
