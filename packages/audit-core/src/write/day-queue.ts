/**
 * The queue of entries for one day's file: one writer, one batch at a time, in the order of the calls.
 *
 *   add → backlog → writing → unconfirmed → answered
 *
 * An entry is in exactly one of these states, so that it is written once whatever fails. What did not get into the
 * file returns to the head of the backlog, and so does what was written to a deleted file. What is in the file is
 * never written again. An entry leaves the backlog at the moment when its write starts, so at any time a process
 * that ends knows what it must write itself (`flushSync`).
 */
import { clearTimeout, setImmediate, setTimeout } from '@tool-audit/safe-files/timers';
import { monotonicMs } from '../monotonic.ts';
import { wait } from '../wait.ts';
import { createWatchdog } from '../watchdog.ts';
import type { FileLocation } from './append-file.ts';
import { createBacklog } from './backlog.ts';
import { freeBatch, splitBatch, type Batch, type Pending } from './batch.ts';
import { createDayFile, type DayFileOptions, type FileNow } from './day-file.ts';
import type { Outage } from './gap.ts';
import type { OutageKeeper } from './outage.ts';
import { troubleCode, PARTIAL_WRITE, STALLED, trouble, VANISHING_FILE } from './trouble.ts';

/** After a partial write of a line the write is tried again, because the next attempt gives the reason. */
const PARTIALS_MAX = 2;
/** A file that is deleted this many times in a row after a write counts as an outage. */
const VANISHED_MAX = 3;
const NOTHING = Buffer.alloc(0);

export interface DayQueueOptions extends Omit<DayFileOptions, 'release'> {
	outage: OutageKeeper;
	/** A batch of the one entry that reports an outage. */
	createGap: (outage: Outage, kept: number) => Batch;
	/** Called for calls that have left the queue, written or not. */
	onSettled: (calls: Pending[], isWritten: boolean) => void;
	/** Called when nothing waits and no file is open: the queue can be discarded. */
	onRest: () => void;
}

export interface DayQueue {
	add(line: Uint8Array, call: Pending): void;
	/**
	 * Adds a call and writes it, after everything that waits, before it returns: the call is answered then. While the file
	 * can't be written, it is tried as often as by `add`.
	 */
	addNow(line: Uint8Array, call: Pending): void;
	/** Writes what waits, synchronously, unless it was tried a moment ago. */
	tryNow(): void;
	/**
	 * Tries to write once more. Resolves when nothing is left, or nothing can be written now. The file is closed
	 * then.
	 */
	flush(): Promise<void>;
	/**
	 * Writes what waits, synchronously. Returns how many calls could not be written and why, or `null`. A write in
	 * progress is waited for up to `waitMaxMs` milliseconds.
	 */
	flushSync(waitMaxMs: number): { error: unknown; calls: number } | null;
	/** Drops everything that is not confirmed in the file, and returns how many calls that is. */
	abandon(error: unknown): number;
}

export function createDayQueue(options: DayQueueOptions): DayQueue {
	const { durability, outage, timings, createGap, onSettled, onRest } = options;
	const file = createDayFile({ ...options, release });
	const backlog = createBacklog(durability === 'sync' ? 1 : Number.POSITIVE_INFINITY);
	let writing: Batch | null = null;
	let unconfirmed: Batch[] = [];
	let gap: Batch | null = null;
	/** What the gap says. */
	let reported: Outage | null = null;
	/** Why nothing can be written now: new calls are answered at once. */
	let blocked: unknown = null;
	let vanished = 0;
	let partials = 0;
	let isAbandoned = false;
	let running: Promise<void> | null = null;
	let retry: NodeJS.Timeout | null = null;
	let retryMs = timings.retryFirstMs;
	/** By the monotonic clock: a program that only blocks leaves no turn to a timer. */
	let retryAtMs = Number.NEGATIVE_INFINITY;
	/** Batches in progress that were seen in the file, and synced, by a synchronous write after them. */
	const seen = new WeakSet<Batch>();
	const stall = createWatchdog(timings.stallMs, noticeStall);
	const idle = createWatchdog(timings.fileIdleMs, release);

	const isDone = () => isAbandoned || (backlog.isEmpty && !outage.current());

	function start(): void {
		if (running || retry) return;
		idle.stop();
		file.busy();
		// The calls of one tick share a write.
		running = new Promise((resolve) => setImmediate(() => void run().then(resolve)));
	}

	async function run(): Promise<void> {
		stall.set();
		try {
			while (!isDone()) {
				await (durability === 'group' ? writeGroup() : writeBatch());
				await confirm();
			}
			retryMs = timings.retryFirstMs;
		} catch (error) {
			await confirm().catch(() => undefined);
			// Opened again for the next write, because only its end shows what the failed write left there.
			await file.close();
			fail(error);
		}
		stall.stop();
		running = null;
		if (backlog.isEmpty) rest();
		else start();
	}

	/** Writes the calls of a few milliseconds, for one sync. */
	async function writeGroup(): Promise<void> {
		const syncAtMs = monotonicMs() + timings.groupWaitMs;
		await writeBatch();
		for (let leftMs = timings.groupWaitMs; leftMs > 0; leftMs = syncAtMs - monotonicMs()) {
			await (backlog.isEmpty ? wait(leftMs) : writeBatch());
		}
		if (!backlog.isEmpty) await writeBatch();
	}

	async function writeBatch(): Promise<void> {
		tellOutage();
		let bytes: number;
		try {
			bytes = await file.write(takeBatch);
		} catch (error) {
			if (writing) backlog.putBack([writing]);
			writing = null;
			throw error;
		} finally {
			stall.set();
		}
		const batch = writing;
		writing = null;
		if (batch) noteWritten(batch, bytes, unconfirmed);
	}

	/** The lines of the next write. Until this call they are in the backlog, where `flushSync` can write them. */
	function takeBatch(): Buffer {
		if (backlog.isEmpty) return NOTHING;
		writing = backlog.take();
		return writing.buffer.subarray(writing.from, writing.to);
	}

	/** After a write of `bytes` bytes of a batch: complete calls go to `written`, the rest back to the backlog. */
	function noteWritten(batch: Batch, bytes: number, written: Batch[]): void {
		const [complete, rest] = splitBatch(batch, bytes);
		if (complete.calls.length > 0) written.push(complete);
		backlog.putBack([rest]);
		if (batch === gap) {
			gap = rest.calls.length > 0 ? rest : null;
			if (!gap && reported) outage.end(reported);
		}
		const isStuck = rest.from === batch.from && rest.calls.length > 0;
		partials = isStuck ? partials + 1 : 0;
		if (isStuck && (bytes === 0 || partials >= PARTIALS_MAX)) throw trouble(PARTIAL_WRITE);
	}

	const inProgress = () => [...unconfirmed, ...(writing ? [writing] : [])];

	/** Writes the whole backlog synchronously. */
	function writeNow(): void {
		using now = file.openNow(inProgress().length === 0);
		const written: Batch[] = [];
		try {
			while (!backlog.isEmpty) {
				const batch = backlog.take();
				let bytes = 0;
				try {
					bytes = now.append(batch.buffer.subarray(batch.from, batch.to));
				} catch (error) {
					backlog.putBack([batch]);
					throw error;
				}
				noteWritten(batch, bytes, written);
			}
		} finally {
			if (written.length > 0) confirmNow(now, written);
		}
	}

	function confirmNow(now: FileNow, written: Batch[]): void {
		try {
			now.confirm();
		} catch (error) {
			if (troubleCode(error) === VANISHING_FILE) {
				backlog.putBack(written);
			} else {
				outage.doubt(error, callsOf(written));
				settle(callsOf(written), false);
			}
			throw error;
		}
		acknowledge(written);
	}

	function tellOutage(): void {
		const current = outage.current();
		if (!current || gap) return;
		reported = { ...current };
		gap = createGap(current, backlog.calls().filter((call) => call.isAnswered).length);
		backlog.putBack([gap]);
	}

	/** Discards an unwritten gap: the next one reports the outage with its newer numbers. */
	function forgetGap(): void {
		if (gap) backlog.remove(gap);
		gap = null;
	}

	/** Syncs what was written, checks that the file still has its name, and answers the calls. */
	async function confirm(): Promise<void> {
		if (unconfirmed.length === 0) return;
		const batches = unconfirmed;
		const calls = callsOf(batches);
		let location: FileLocation;
		try {
			location = await file.confirm();
		} catch (error) {
			outage.doubt(error, calls);
			settle(calls, false);
			throw error;
		} finally {
			unconfirmed = [];
			stall.set();
		}
		if (location === 'gone') {
			backlog.putBack(batches);
			if (++vanished >= VANISHED_MAX) throw trouble(VANISHING_FILE);
			return;
		}
		vanished = 0;
		acknowledge(batches);
	}

	function acknowledge(batches: Batch[]): void {
		blocked = null;
		const calls = callsOf(batches);
		for (const call of calls) {
			const { id, stamp } = call;
			if (!call.isAnswered) call.resolve({ written: true, id, ts: stamp.ts, day: stamp.day });
		}
		settle(calls, true);
		batches.forEach(freeBatch);
	}

	function fail(error: unknown): void {
		forgetGap();
		refuse(error);
		if (backlog.isEmpty) blocked = null;
		else retryIn(retryMs);
	}

	/** Answers all waiting calls: there is nothing to wait for until the disk works again. */
	function refuse(error: unknown): void {
		blocked = error;
		const calls = backlog.calls();
		if (outage.refuse(error, calls)) return;
		backlog.clear();
		settle(calls, false);
	}

	function settle(calls: Pending[], isWritten: boolean): void {
		if (!isAbandoned) onSettled(calls, isWritten);
	}

	function noticeStall(): void {
		const error = trouble(STALLED);
		outage.stall(error, callsOf(inProgress()));
		refuse(error);
	}

	/** Notes that the next attempt comes after `ms` milliseconds, and a later one after twice as long. */
	function putOff(ms: number): void {
		retryMs = Math.min(ms * 2, timings.retryMaxMs);
		retryAtMs = monotonicMs() + ms;
	}

	function retryIn(ms: number): void {
		putOff(ms);
		retry = setTimeout(() => {
			retry = null;
			start();
		}, ms).unref();
	}

	function stopRetrying(): void {
		if (retry) clearTimeout(retry);
		retry = null;
	}

	function tryNow(): void {
		if (blocked && monotonicMs() < retryAtMs) return;
		idle.stop();
		file.busy();
		let failed = flushSync(timings.landWaitMaxMs);
		for (let attempts = 1; attempts < VANISHED_MAX && isOf(failed, VANISHING_FILE); attempts++) {
			failed = flushSync(timings.landWaitMaxMs);
		}
		stopRetrying();
		if (failed) {
			refuse(failed.error);
			if (backlog.isEmpty) blocked = null;
			// A write in progress is followed by what waits.
			else if (running) putOff(retryMs);
			else retryIn(retryMs);
		} else retryMs = timings.retryFirstMs;
		if (!running && !retry) rest();
	}

	function flushSync(waitMaxMs: number): { error: unknown; calls: number } | null {
		const isGapWaiting = gap !== null;
		let left = inProgress();
		try {
			if (left.some((batch) => !seen.has(batch))) file.settleNow(waitMaxMs);
			for (const batch of left) seen.add(batch);
			left = [];
			tellOutage();
			if (!backlog.isEmpty) writeNow();
			return null;
		} catch (error) {
			if (!isGapWaiting) forgetGap();
			const calls = [...callsOf(left), ...backlog.calls()];
			return { error, calls: calls.filter(({ lineBytes }) => lineBytes > 0).length };
		}
	}

	function rest(): void {
		if (!file.isOpen) return release();
		file.idle();
		idle.set();
	}

	/** Closes the file because it is idle, or because another file needs its handle. */
	function release(): void {
		if (running || retry) return;
		idle.stop();
		void file.close();
		// An outage that is not reported yet keeps the queue: the next call reports it.
		if (isDone()) onRest();
	}

	function add(line: Uint8Array, call: Pending): void {
		if (blocked) {
			// The callback for failures may record, and an encoder has one buffer for all lines.
			const own = Buffer.from(line);
			if (outage.refuse(blocked, [call])) backlog.add(own, call);
			else settle([call], false);
		} else backlog.add(line, call);
		start();
	}

	return {
		add,
		addNow(line, call) {
			if (blocked && monotonicMs() < retryAtMs) return add(line, call);
			backlog.add(line, call);
			tryNow();
		},
		tryNow,
		async flush() {
			await running;
			stopRetrying();
			if (!isDone()) start();
			await running;
			idle.stop();
			await file.close();
		},
		flushSync,
		abandon(error) {
			const busy = callsOf(inProgress());
			const waiting = backlog.calls().filter(({ lineBytes }) => lineBytes > 0);
			outage.doubt(error, busy);
			outage.lose(error, waiting);
			settle([...busy, ...waiting], false);
			isAbandoned = true;
			backlog.clear();
			void file.close();
			return busy.length + waiting.length;
		},
	};
}

function isOf(failed: { error: unknown } | null, code: string): boolean {
	return failed !== null && troubleCode(failed.error) === code;
}

function callsOf(batches: Batch[]): Pending[] {
	const [first] = batches;
	return first && batches.length === 1 ? first.calls : batches.flatMap(({ calls }) => calls);
}
