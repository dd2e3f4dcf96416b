/** The logs that have wanted days, in the order in which a read over all users looks at them. */
import { waitFor } from '@tool-audit/safe-files';
import type { Engine } from '../index/engine.ts';
import { throwIfAborted } from '../io/aborted.ts';
import { forEachAtOnce } from '../io/at-once.ts';
import type { Unreadables } from '../io/unreadable.ts';
import type { LogHead, SurveyedLogs } from '../scan/survey-logs.ts';
import { wantedDays, type WantedDays } from '../scan/day-extent.ts';
import type { TimeBudget } from './time-budget.ts';

/** More logs are surveyed by the worker threads. Until then starting them takes longer. */
const SURVEYED_HERE_MAX = 500;
/** A thread surveys these in a few milliseconds, so that a read can be stopped. */
const LOGS_PER_JOB = 64;

export interface NewestLog extends LogHead {
	user: string;
	/** Place of the user in the alphabetical order. */
	order: number;
}

export interface ListLogs extends WantedDays {
	/** How many entries at the end of each log are looked at, if that is cheap. */
	entries: number;
	signal: AbortSignal | undefined;
	budget: TimeBudget;
	unreadable: Unreadables;
	surveyedHereMax?: number | undefined;
}

/**
 * The logs of these users, newest first as far as is known without reading them, until the budget runs out. A log that
 * can't be listed is noted.
 */
export async function listNewestLogs(
	engine: Engine,
	users: readonly string[],
	{ surveyedHereMax = SURVEYED_HERE_MAX, ...wanted }: ListLogs,
): Promise<NewestLog[]> {
	const numbered = users.map((user, order) => ({ user, order }));
	const { path } = engine.home;
	const logs =
		path !== undefined && users.length > surveyedHereMax
			? await surveyByThreads(engine, path, numbered, wanted)
			: await surveyHere(engine, numbered, wanted);
	return logs.sort((one, other) => lastMs(other) - lastMs(one) || one.order - other.order);
}

function lastMs({ instant, newest }: NewestLog): number {
	return instant ?? newest.modifiedMs;
}

type Numbered = Pick<NewestLog, 'user' | 'order'>;

async function surveyHere(
	{ home }: Engine,
	users: readonly Numbered[],
	{ budget, signal, unreadable, ...wanted }: ListLogs,
): Promise<NewestLog[]> {
	const choose = (days: string[]) => wantedDays(days, wanted);
	const logs: NewestLog[] = [];
	await forEachAtOnce(users, async ({ user, order }) => {
		throwIfAborted(signal);
		if (budget.isOver()) return;
		try {
			// Its end is not read, because a log among few is read anyway.
			const found = await waitFor(home.newestDay(user, choose, 0));
			if (found) {
				const { listed, hasOlder } = found;
				logs.push({ user, order, newest: listed, hasOlder, instant: null });
			}
		} catch (error) {
			unreadable.note(error, user, null);
		}
		budget.noteProgress();
	});
	return logs;
}

async function surveyByThreads(
	engine: Engine,
	home: string,
	users: readonly Numbered[],
	wanted: ListLogs,
): Promise<NewestLog[]> {
	const { budget, signal, fromDay, toDay, filter, entries } = wanted;
	const { pool, zone } = engine;
	const file = { fd: -1, signal, readInto: async () => 0 };
	const logs: NewestLog[] = [];
	const failed: Numbered[] = [];
	await forEachAtOnce(batchesOf(users), async (batch) => {
		if (budget.isOver()) return;
		const job = {
			...{ kind: 'logs' as const, home, entries, timeZone: zone.name },
			...{ users: batch.map(({ user }) => user), wanted: { fromDay, toDay, filter } },
		};
		const surveying = pool.run(job, file, { from: 0, to: 0, size: 0 });
		const found = await surveying.then(({ logs }) => logs).catch(() => failedLogs(batch));
		throwIfAborted(signal);
		for (const [index, one] of batch.entries()) {
			const head = found[index];
			if (head === 'failed') failed.push(one);
			else if (head) logs.push({ ...one, ...head });
		}
		budget.noteProgress();
	});
	// Looked at again, for the error.
	return [...logs, ...(await surveyHere(engine, failed, wanted))];
}

/** Of threads that can't answer. */
function failedLogs(batch: readonly Numbered[]): SurveyedLogs {
	return batch.map(() => 'failed');
}

function batchesOf(users: readonly Numbered[]): Numbered[][] {
	return Array.from({ length: Math.ceil(users.length / LOGS_PER_JOB) }, (_, index) =>
		users.slice(index * LOGS_PER_JOB, (index + 1) * LOGS_PER_JOB),
	);
}
