/**
 * Counts the secrets in days that are recorded already, so that an account's page has them without waiting: in the
 * background, one day after the other, with pauses in which requests have the machine for themselves.
 */
import type { AuditLog, Zone } from '@tool-audit/core';
import { setTimeout as timeout } from 'node:timers/promises';

/** The first pages of a new server come first. */
const START_DELAY_MS = 5_000;
/** After each day: three times as long as it took, and at least this long. */
const PAUSE_MIN_MS = 50;
const PAUSE_FACTOR = 3;
/** How often all logs are checked for days that are new or have grown. */
const ROUND_INTERVAL_MS = 5 * 60_000;
/** How often a log is checked while its counts are read and not complete. */
const CHECK_INTERVAL_MS = 10_000;
/** A day that could not be counted is tried again after this time. */
const AGAIN_AFTER_MS = 60 * 60_000;

export interface SecretsCountOptions {
	log: Pick<AuditLog, 'countSecrets' | 'countedSecrets'>;
	/** The users whose logs are counted: the owners of accounts, who alone can see the counts. */
	users: () => string[];
	zone: Pick<Zone, 'dayOf'>;
	/** Called with the reason why a day or a log could not be counted. */
	onError: (error: unknown, where: Place) => void;
	/** The clock, in milliseconds since 1970. */
	now?: () => number;
	/** Rejects when the signal is aborted. */
	wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

interface Place {
	user?: string;
	day?: string;
}

export interface SecretsCount {
	start(): void;
	/** Checks a log within seconds: its counts were read and are not complete. */
	checkSoon(user: string): void;
	/** Ends the search of the current day too. */
	stop(): Promise<void>;
}

export function createSecretsCount(options: SecretsCountOptions): SecretsCount {
	const { log, users, zone, onError, now = Date.now, wait = waitQuietly } = options;
	const stopping = new AbortController();
	const { signal } = stopping;
	/** Days that could not be counted; tried again later. */
	const failed = new Set<string>();
	let failuresFromMs = Number.NEGATIVE_INFINITY;
	/** Logs to check before the next round. */
	const soon = new Set<string>();
	let endRest = () => {};

	/** False when the work failed. One day or log that can't be counted never hides another. */
	async function attempt(where: Place, work: () => Promise<unknown>): Promise<boolean> {
		try {
			await work();
			return true;
		} catch (error) {
			signal.throwIfAborted();
			onError(error, where);
			return false;
		}
	}

	async function countLog(user: string): Promise<void> {
		const { days, missing } = await log.countedSecrets(user, { signal });
		const grown = days
			.filter(({ looked }) => looked.bytes < looked.bytesTotal)
			.map(({ day }) => day);
		for (const day of inOrder([...missing, ...grown], zone.dayOf(now()))) {
			const key = `${user}/${day}`;
			if (failed.has(key)) continue;
			const startedMs = now();
			const count = () => log.countSecrets(user, day, { signal });
			if (!(await attempt({ user, day }, count))) failed.add(key);
			await wait(Math.max(PAUSE_MIN_MS, (now() - startedMs) * PAUSE_FACTOR), signal);
		}
	}

	async function countAll(): Promise<void> {
		if (now() - failuresFromMs >= AGAIN_AFTER_MS) {
			failuresFromMs = now();
			failed.clear();
		}
		await countLogs(users());
	}

	async function countLogs(owners: Iterable<string>): Promise<void> {
		for (const user of new Set(owners)) await attempt({ user }, () => countLog(user));
	}

	async function run(): Promise<void> {
		await wait(START_DELAY_MS, signal);
		for (;;) {
			await attempt({}, countAll);
			const nextMs = now() + ROUND_INTERVAL_MS;
			while (now() < nextMs) {
				await rest(nextMs);
				const owners = [...soon];
				soon.clear();
				await countLogs(owners);
			}
		}
	}

	/** Until the next round, or until a log is to be checked. */
	async function rest(nextMs: number): Promise<void> {
		await wait(CHECK_INTERVAL_MS, signal);
		if (soon.size > 0) return;
		const ended = new AbortController();
		endRest = () => ended.abort();
		try {
			await wait(Math.max(0, nextMs - now()), AbortSignal.any([signal, ended.signal]));
		} catch {
			signal.throwIfAborted();
		}
	}

	let running: Promise<void> | undefined;

	return {
		start() {
			// All failures are reported: it only ends by its signal.
			running ??= run().catch(() => undefined);
		},
		checkSoon(user) {
			soon.add(user);
			endRest();
		},
		async stop() {
			stopping.abort();
			await running;
		},
	};
}

/** Newest first, and today's last: it is still growing. */
function inOrder(days: string[], today: string): string[] {
	const ordered = days
		.filter((day) => day !== today)
		.toSorted()
		.toReversed();
	return days.includes(today) ? [...ordered, today] : ordered;
}

/** A server that has nothing else to do may end. */
function waitQuietly(ms: number, signal: AbortSignal): Promise<unknown> {
	return timeout(ms, undefined, { signal, ref: false });
}
