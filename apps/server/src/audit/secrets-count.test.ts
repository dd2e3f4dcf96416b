import type { CountedSecrets, DaySecrets } from '@tool-audit/core';
import { expect, onTestFinished, test } from 'vitest';
import { createSecretsCount } from './secrets-count.ts';

const TODAY = '2026-11-23';
const MIB = 1024 * 1024;

const dayOf = (day: string, bytes: number, bytesTotal = bytes): DaySecrets => ({
	...{ day, calls: 0, secrets: 0, rules: [], rows: [], distinct: [], damaged: 0 },
	looked: { bytes, bytesTotal },
});

interface Log {
	days?: DaySecrets[];
	missing?: string[];
	/** Days that can't be counted. */
	failing?: string[];
}

/** A count that goes on with each call of `goOn`. Time passes in its pauses alone. */
function start(logs: Record<string, Log>, users = Object.keys(logs)) {
	const counted: string[] = [];
	const failures: string[] = [];
	const waits: { ms: number; end: () => void }[] = [];
	let clockMs = 0;
	const count = createSecretsCount({
		users: () => users,
		zone: { dayOf: () => TODAY },
		now: () => clockMs,
		onError: (error, { user, day }) => void failures.push(`${user} ${day}: ${String(error)}`),
		log: {
			countedSecrets(user) {
				const log = logs[user];
				if (!log) return Promise.reject(new Error('no such log'));
				const { days = [], missing = [] } = log;
				return Promise.resolve<CountedSecrets>({ days, missing, unreadable: [] });
			},
			countSecrets(user, day) {
				counted.push(`${user} ${day}`);
				clockMs += 1_000;
				if (logs[user]!.failing?.includes(day)) return Promise.reject(new Error('broken'));
				return Promise.resolve(dayOf(day, 1));
			},
		},
		wait: (ms, signal) =>
			new Promise<void>((resolve, reject) => {
				signal.addEventListener('abort', () => reject(new Error('stopped')));
				waits.push({
					ms,
					end() {
						clockMs += ms;
						resolve();
					},
				});
			}),
	});
	onTestFinished(() => count.stop());
	count.start();

	/** Ends the current pause, and returns how long the next one is, in seconds. */
	async function goOn(): Promise<number> {
		waits.shift()?.end();
		await expect.poll(() => waits.length, { interval: 1 }).toBe(1);
		return waits[0]!.ms / 1_000;
	}

	/** Goes on to the end of the round: the next long pause. */
	async function round(): Promise<string[]> {
		const before = counted.length;
		while ((await goOn()) < 290);
		return counted.slice(before);
	}
	return { goOn, round, counted, failures, count, waits };
}

test('begins some seconds after the server, and pauses after each day for longer than it took', async () => {
	const { goOn, counted, waits } = start({ alice: { missing: ['2026-11-22', '2026-11-21'] } });
	expect(waits.map(({ ms }) => ms)).toEqual([5_000]);
	expect(counted).toEqual([]);
	expect(await goOn()).toBe(3);
	expect(counted).toEqual(['alice 2026-11-22']);
	expect(await goOn()).toBe(3);
	expect(counted).toEqual(['alice 2026-11-22', 'alice 2026-11-21']);
});

test('counts the newest day first, and today last', async () => {
	const { round } = start({ alice: { missing: ['2026-11-20', TODAY, '2026-11-22'] } });
	expect(await round()).toEqual(['alice 2026-11-22', 'alice 2026-11-20', `alice ${TODAY}`]);
});

test('counts the logs of all accounts, each once', async () => {
	const log = { missing: [TODAY] };
	const { round } = start({ alice: log, bob: log, carol: log }, ['alice', 'bob', 'bob']);
	expect(await round()).toEqual([`alice ${TODAY}`, `bob ${TODAY}`]);
});

test('counts a day that has grown in the next round', async () => {
	const grown = [dayOf(TODAY, MIB, MIB + 100), dayOf('2026-11-22', MIB, 2 * MIB)];
	const { round } = start({ alice: { days: [...grown, dayOf('2026-11-21', MIB)] } });
	expect(await round()).toEqual(['alice 2026-11-22', `alice ${TODAY}`]);
	expect(await round()).toEqual(['alice 2026-11-22', `alice ${TODAY}`]);
});

test('reports a day or log that can’t be counted, counts the others, and tries again after an hour', async () => {
	const logs: Record<string, Log> = { alice: { missing: ['2026-11-22', '2026-11-21'] } };
	logs['alice']!.failing = ['2026-11-22'];
	const { round, failures } = start(logs, ['none', 'alice']);
	expect(await round()).toEqual(['alice 2026-11-22', 'alice 2026-11-21']);
	expect(failures).toEqual([
		'none undefined: Error: no such log',
		'alice 2026-11-22: Error: broken',
	]);
	logs['alice']!.missing = ['2026-11-22'];
	for (let minutes = 5; minutes < 60; minutes += 5) expect(await round()).toEqual([]);
	expect(await round()).toEqual(['alice 2026-11-22']);
});

test('checks the log whose counts are read within seconds, and no other', async () => {
	const alice = { missing: ['2026-11-22'] };
	const bob = { missing: ['2026-11-22'] };
	const { goOn, round, counted, count, waits } = start({ alice, bob });
	await round();
	const before = counted.length;
	alice.missing = bob.missing = [TODAY];
	waits.length = 0;
	count.checkSoon('alice');
	await expect.poll(() => counted.slice(before)).toEqual([`alice ${TODAY}`]);
	await goOn();
	expect(counted.slice(before)).toEqual([`alice ${TODAY}`]);
	expect(await round()).toContain(`bob ${TODAY}`);
});

test('stops in a pause', async () => {
	const { goOn, count, counted, failures } = start({ alice: { missing: ['2026-11-22', TODAY] } });
	await goOn();
	await count.stop();
	expect(counted).toEqual(['alice 2026-11-22']);
	expect(failures).toEqual([]);
});

test('stops while it counts, and reports nothing', async () => {
	const begun = Promise.withResolvers<void>();
	const failures: unknown[] = [];
	const count = createSecretsCount({
		users: () => ['alice'],
		zone: { dayOf: () => TODAY },
		onError: (error) => void failures.push(error),
		log: {
			countedSecrets: () => Promise.resolve({ days: [], missing: [TODAY], unreadable: [] }),
			countSecrets: (_user, _day, { signal } = {}) =>
				new Promise((_resolve, reject) => {
					signal!.addEventListener('abort', () => reject(new Error('aborted')));
					begun.resolve();
				}),
		},
		wait: () => Promise.resolve(),
	});
	count.start();
	await begun.promise;
	await count.stop();
	expect(failures).toEqual([]);
});
