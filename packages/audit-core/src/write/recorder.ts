/** Appends entries (docs/format.md §7). Several recorders, in several processes and languages, may share a log. */
import { setImmediate } from '@tool-audit/safe-files/timers';
import { monotonicMs } from '../monotonic.ts';
import { createWatchdog } from '../watchdog.ts';
import type { Call, Receipt, RecordOptions } from '../audit-log.ts';
import { AuditError, isAuditError, quote } from '../errors.ts';
import type { EntryEncoder } from '../format/encode.ts';
import { createId } from '../format/id.ts';
import type { TsFormat } from '../format/ts-format.ts';
import { isUser } from '../user.ts';
import { flushAtEnd, restAtEnd, watchEnd, type AtEnd } from '../process-end.ts';
import type { LogFiles } from './append-file.ts';
import { addLine, createBatch, type Pending } from './batch.ts';
import { createClock, type Stamp } from './clock.ts';
import { createDayQueue, type DayQueue } from './day-queue.ts';
import { createFileHandlePool } from './file-handle-pool.ts';
import { gapCall } from './gap.ts';
import { createMetrics } from './metrics.ts';
import { createOutageKeeper, type OutageKeeper } from './outage.ts';
import type { Recorder, RecordingOptions } from './recorder-types.ts';
import { idOf, nameOf, stampOfStart } from './start.ts';
import { createMemoryBudget } from './memory-budget.ts';
import { TIMINGS } from './timings.ts';
import { CLOSED_BEFORE, QUEUE_FULL, sentenceOf, trouble, troubleCode } from './trouble.ts';

/** How a recorder writes. */
export interface RecorderOptions extends RecordingOptions {
	/** Where it writes. */
	files: LogFiles;
	/** How it writes times. */
	zone: TsFormat;
	/** How it writes entries. */
	encode: EntryEncoder;
}

const QUEUE_BYTES = 134_217_728;
const OPEN_FILES_MAX = 64;

/** A call that can be written. The line is valid until the next one is encoded. */
interface Prepared {
	stamp: Stamp;
	id: string;
	target: OpenDay;
	line: Uint8Array;
}

interface Dropped {
	stamp: Stamp;
	id: string;
	error: unknown;
}

/** The state of a day's file while calls wait for it. */
interface OpenDay {
	user: string;
	day: string;
	queue: DayQueue;
	outage: OutageKeeper;
}

export function createRecorder(options: RecorderOptions): Recorder {
	const { files, zone, encode, durability = 'os', onFailure: policy = 'open' } = options;
	const timings = { ...TIMINGS, ...options.timings };
	const log = options.log ?? console.error;
	const clock = createClock(zone, options.now);
	const budget = createMemoryBudget(options.queueBytes ?? QUEUE_BYTES);
	const handles = createFileHandlePool(options.openFilesMax ?? OPEN_FILES_MAX);
	const metrics = createMetrics(options.onError, log);
	const openDays = new Map<string, OpenDay>();
	/** Most calls are for the same file as the previous one. */
	let last: OpenDay | null = null;
	let isClosed = false;

	function dayOf(user: string, day: string): OpenDay {
		if (last?.user !== user || last.day !== day) last = openDay(user, day);
		return last;
	}

	function openDay(user: string, day: string): OpenDay {
		const key = `${day}/${user}`;
		const known = openDays.get(key);
		if (known) return known;
		if (!isUser(user)) throw new AuditError('bad-user', `${quote(user)} is not a valid user.`);
		const outage = createOutageKeeper({ user, day, policy, onFailure: metrics.failed });
		const queue = createDayQueue({
			...{ user, day, files, durability, handles, outage, timings },
			createGap(ended, kept) {
				const id = createId(ended.since.epochMs);
				const call = gapCall(user, ended, kept, clock().ts);
				const line = encode(call, { ts: ended.since.ts, id });
				const gap = createBatch();
				addLine(gap, line, ownCall(id, ended.since, line.length));
				return gap;
			},
			onSettled(calls, isWritten) {
				for (const { lineBytes } of calls) budget.give(lineBytes);
				if (isWritten) metrics.wrote(calls.length);
				if (atEnd.isIdle()) restAtEnd(atEnd);
			},
			onRest() {
				openDays.delete(key);
				last = null;
			},
		});
		const opened = { user, day, queue, outage };
		openDays.set(key, opened);
		return opened;
	}

	/** A call as the line of an entry of its file; an error for one that can't become an entry of any file. */
	function prepare(call: Call, how: RecordOptions): Prepared | Dropped {
		let stamp: Stamp = NO_STAMP;
		let id = '';
		try {
			const now = clock();
			stamp = stampOfStart(zone, how.at, now);
			id = idOf(how, stamp);
			if (isClosed) throw new AuditError('closed', 'The log is closed.');
			if (typeof call.user !== 'string') throw new AuditError('bad-user', 'The user is missing.');
			const target = dayOf(call.user, stamp.day);
			return {
				stamp,
				id,
				target,
				line: encode(call, nameOf(call, how, { id, start: stamp, now })),
			};
		} catch (error) {
			return { stamp, id, error };
		}
	}

	function record(call: Call, how: RecordOptions = {}): Promise<Receipt> {
		const prepared = prepare(call, how);
		const { promise, resolve, reject } = Promise.withResolvers<Receipt>();
		if ('error' in prepared) {
			const outcome = drop(prepared);
			// In a separate turn of the event loop, like every answer that does not wait for a disk: see `outage.ts`.
			setImmediate(() => ('error' in outcome ? reject(outcome.error) : resolve(outcome.receipt)));
			return promise;
		}
		const { target, line } = prepared;
		const pending = pendingOf(prepared, resolve, reject);
		if (budget.take(line.length)) target.queue.add(line, pending);
		else target.outage.lose(trouble(QUEUE_FULL), [pending]);
		flushAtEnd(atEnd);
		return promise;
	}

	function recordSync(call: Call, how: RecordOptions = {}): Receipt {
		const prepared = prepare(call, how);
		if ('error' in prepared) return told(drop(prepared));
		const { target } = prepared;
		// Whatever is written before it uses the encoder's one buffer too.
		const line = Buffer.from(prepared.line);
		let outcome: Outcome | undefined;
		const pending = pendingOf(
			prepared,
			(receipt) => (outcome = { receipt }),
			(error) => (outcome = { error }),
		);
		pending.isSync = true;
		let hasRoom = budget.take(line.length);
		if (!hasRoom) {
			// What waits takes it, and may be written by now.
			target.queue.tryNow();
			hasRoom = budget.take(line.length);
		}
		if (hasRoom) target.queue.addNow(line, pending);
		else target.outage.lose(trouble(QUEUE_FULL), [pending]);
		if (!atEnd.isIdle()) flushAtEnd(atEnd);
		return told(outcome!);
	}

	/** Counts a call that can't become an entry of any file. */
	function drop({ error, stamp: { ts, day }, id }: Dropped): Outcome {
		const reason = sentenceOf(error);
		const failure = { code: troubleCode(error), message: reason, user: '', day, entries: 1 };
		metrics.failed({ ...failure, fate: 'lost' }, 1);
		if (policy === 'open')
			return { receipt: { written: false, id, ts, day, reason, fate: 'lost' } };
		if (isAuditError(error)) return { error };
		return { error: new AuditError('not-recorded', reason, { cause: error }) };
	}

	/** Writes everything that waits. Returns an error with the number of entries that could not be written. */
	function flushNow(waitMaxMs: number): AuditError | null {
		const deadlineMs = monotonicMs() + waitMaxMs;
		const leftMs = () => Math.max(0, deadlineMs - monotonicMs());
		const failed = [...openDays.values()].flatMap(({ queue }) => queue.flushSync(leftMs()) ?? []);
		const [first] = failed;
		const left = failed.reduce((sum, { calls }) => sum + calls, 0);
		if (!first || left === 0) return null;
		const what = `${entriesOf(left)} could not be written. ${sentenceOf(first.error)}`;
		return new AuditError('not-recorded', what, { cause: first.error });
	}

	const atEnd: AtEnd = {
		flush(waitMaxMs) {
			try {
				const error = flushNow(waitMaxMs);
				if (error) log(`tool-audit: ${error.what}`);
			} catch {
				// Other recorders must be flushed at the end too.
			}
		},
		isIdle: () => budget.entries === 0 && failingSince() === null,
	};

	function failingSince(): string | null {
		const since = [...openDays.values()].map(({ outage }) => outage.current()?.since.ts);
		return since.filter((ts) => ts !== undefined).sort()[0] ?? null;
	}

	watchEnd();
	return {
		record,
		recordSync,
		stats() {
			return {
				...metrics.counts,
				queued: budget.entries,
				queuedBytes: budget.bytes,
				failingSince: failingSince(),
				lastFailure: metrics.lastFailure,
				openFiles: handles.open,
			};
		},
		flushSync() {
			const error = flushNow(timings.landWaitMaxMs);
			if (error) throw error;
		},
		async close() {
			isClosed = true;
			const flushing = Promise.all([...openDays.values()].map(({ queue }) => queue.flush()));
			const { promise: timeIsUp, resolve } = Promise.withResolvers<void>();
			const watchdog = createWatchdog(timings.closeWaitMs, resolve);
			watchdog.set();
			await Promise.race([flushing, timeIsUp]);
			watchdog.stop();
			const error = trouble(CLOSED_BEFORE);
			let left = 0;
			for (const { queue } of openDays.values()) left += queue.abandon(error);
			openDays.clear();
			last = null;
			if (left === 0) return;
			throw new AuditError(
				'not-recorded',
				`${entriesOf(left)} could not be written before the log was closed.`,
			);
		},
	};
}

const entriesOf = (count: number) => (count === 1 ? '1 entry' : `${count} entries`);

/** What a call came to that is answered at once: an error when it is rejected. */
type Outcome = { receipt: Receipt } | { error: AuditError };

const NO_STAMP: Stamp = { epochMs: 0, ts: '', day: '' };

function pendingOf(
	{ id, stamp, line }: Prepared,
	resolve: Pending['resolve'],
	reject: Pending['reject'],
): Pending {
	const { length } = line;
	// Written out, because a spread takes as long as all else that is done for a call here.
	return {
		id,
		stamp,
		lineBytes: length,
		bytesLeft: length,
		isAnswered: false,
		isSync: false,
		resolve,
		reject,
	};
}

/** @throws the error of a call that is rejected */
function told(outcome: Outcome): Receipt {
	if ('error' in outcome) throw outcome.error;
	return outcome.receipt;
}

/** The entry of a gap: no caller waits for it, and it takes nothing from the memory budget. */
function ownCall(id: string, stamp: Stamp, bytes: number): Pending {
	const none = () => undefined;
	const own = { lineBytes: 0, bytesLeft: bytes, isAnswered: true, isSync: false };
	return { id, stamp, ...own, resolve: none, reject: none };
}
