/**
 * The entries on their way to one day's file: one writer, one batch at a time, in the order of the calls.
 *
 *   add → backlog → writing → unconfirmed → answered
 *
 * An entry is in one of these places and in no other, so that whatever fails it is written once: what did not
 * get into the file goes back to the head of the backlog, and so does what went into a deleted file; what is
 * in the file is never written again. An entry leaves the backlog in the same moment in which the disk is given
 * it. So at any moment a process that ends knows what it must write itself (`flushSync`).
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createWatchdog } from '../watchdog.ts';
import type { Place } from './append-file.ts';
import { createBacklog } from './backlog.ts';
import { freeBatch, splitBatch, type Batch, type Pending } from './batch.ts';
import { createDayFile, type DayFileOptions, type FileNow } from './day-file.ts';
import type { Outage } from './gap.ts';
import type { OutageKeeper } from './outage.ts';
import { troubleCode, PARTIAL_WRITE, STALLED, trouble, VANISHING_FILE } from './trouble.ts';

/** A disk that takes only a part of a line is tried again, because the next try tells what is wrong with it. */
const PARTIALS_MAX = 2;
/** A file deleted so many times in a row under our hands is an outage. */
const VANISHED_MAX = 3;
const NOTHING = Buffer.alloc(0);

export interface DayQueueOptions extends Omit<DayFileOptions, 'letGo'> {
	outage: OutageKeeper;
	/** A batch of the one entry that tells of an outage. */
	createGap: (outage: Outage, kept: number) => Batch;
	/** These have left the queue, into the file or not. */
	onSettled: (calls: Pending[], isWritten: boolean) => void;
	/** There is nothing to do and no file open: the queue may be forgotten. */
	onRest: () => void;
}

export interface DayQueue {
	add(line: Uint8Array, call: Pending): void;
	/** Tries once more, and resolves when nothing is left or nothing can be done now. The file is closed then. */
	flush(): Promise<void>;
	/**
	 * Writes what waits before it returns, or tells how much of it could not be written and why. What the disk has
	 * in hand is waited for so many milliseconds.
	 */
	flushSync(waitMaxMs: number): { error: unknown; calls: number } | null;
	/** Gives up what is not known to be in the file. Gives how much that is. */
	abandon(error: unknown): number;
}

export function createDayQueue(options: DayQueueOptions): DayQueue {
	const { durability, outage, timings, createGap, onSettled, onRest } = options;
	const file = createDayFile({ ...options, letGo });
	const backlog = createBacklog(durability === 'sync' ? 1 : Number.POSITIVE_INFINITY);
	let writing: Batch | null = null;
	let unconfirmed: Batch[] = [];
	let gap: Batch | null = null;
	/** Why nothing can be written now: whoever comes is answered at once. */
	let blocked: unknown = null;
	let vanished = 0;
	let partials = 0;
	let isAbandoned = false;
	let running: Promise<void> | null = null;
	let retry: NodeJS.Timeout | null = null;
	let retryMs = timings.retryFirstMs;
	const stall = createWatchdog(timings.stallMs, noticeStall);
	const idle = createWatchdog(timings.fileIdleMs, letGo);

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
			// Opened afresh, because only its end tells what a failed write left behind.
			await file.close();
			fail(error);
		}
		stall.stop();
		running = null;
		if (backlog.isEmpty) rest();
		else start();
	}

	/** Writes what comes within a few milliseconds, for one sync. */
	async function writeGroup(): Promise<void> {
		const syncAtMs = performance.now() + timings.groupWaitMs;
		await writeBatch();
		for (let leftMs = timings.groupWaitMs; leftMs > 0; leftMs = syncAtMs - performance.now()) {
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
		if (batch) noteTaken(batch, bytes, unconfirmed);
	}

	/** What goes to the disk next. Until then it can still be written by another way: see `flushSync`. */
	function takeBatch(): Buffer {
		if (backlog.isEmpty) return NOTHING;
		writing = backlog.take();
		return writing.buffer.subarray(writing.from, writing.to);
	}

	/** The disk took so many bytes of a batch: whole calls go to `taken`, the rest back to the backlog. */
	function noteTaken(batch: Batch, bytes: number, taken: Batch[]): void {
		const [written, rest] = splitBatch(batch, bytes);
		if (written.calls.length > 0) taken.push(written);
		backlog.putBack([rest]);
		if (batch === gap) {
			gap = rest.calls.length > 0 ? rest : null;
			if (!gap) outage.end();
		}
		const isStuck = rest.from === batch.from && rest.calls.length > 0;
		partials = isStuck ? partials + 1 : 0;
		if (isStuck && (bytes === 0 || partials >= PARTIALS_MAX)) throw trouble(PARTIAL_WRITE);
	}

	/** Writes all that waits, blocking. */
	function writeNow(): void {
		using now = file.openNow();
		const taken: Batch[] = [];
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
				noteTaken(batch, bytes, taken);
			}
		} finally {
			if (taken.length > 0) confirmNow(now, taken);
		}
	}

	function confirmNow(now: FileNow, taken: Batch[]): void {
		try {
			now.confirm();
		} catch (error) {
			if (troubleCode(error) === VANISHING_FILE) {
				backlog.putBack(taken);
			} else {
				outage.doubt(error, callsOf(taken));
				settle(callsOf(taken), false);
			}
			throw error;
		}
		acknowledge(taken);
	}

	function tellOutage(): void {
		const current = outage.current();
		if (!current || gap) return;
		gap = createGap(current, backlog.calls().filter((call) => call.isAnswered).length);
		backlog.putBack([gap]);
	}

	/** The next entry tells of the outage, whose numbers may have grown by then. */
	function forgetGap(): void {
		if (gap) backlog.remove(gap);
		gap = null;
	}

	/** Syncs what was written, sees that it is still under its name, and answers. */
	async function confirm(): Promise<void> {
		if (unconfirmed.length === 0) return;
		const batches = unconfirmed;
		const calls = callsOf(batches);
		let place: Place;
		try {
			place = await file.confirm();
		} catch (error) {
			outage.doubt(error, calls);
			settle(calls, false);
			throw error;
		} finally {
			unconfirmed = [];
			stall.set();
		}
		if (place === 'gone') {
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
		for (const { id, stamp, isAnswered, answer } of calls) {
			if (!isAnswered) answer({ written: true, id, ts: stamp.ts, day: stamp.day });
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

	/** Answers all who wait: until the disk is back there is nothing to wait for. */
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
		outage.stall(error, callsOf([...unconfirmed, ...(writing ? [writing] : [])]));
		refuse(error);
	}

	function retryIn(ms: number): void {
		retryMs = Math.min(ms * 2, timings.retryMaxMs);
		retry = setTimeout(() => {
			retry = null;
			start();
		}, ms).unref();
	}

	function rest(): void {
		if (!file.isOpen) return letGo();
		file.idle();
		idle.set();
	}

	/** Closes the file, for want of work or because another one needs its place. */
	function letGo(): void {
		if (running || retry) return;
		idle.stop();
		void file.close();
		// An outage that was not told of yet is told with the next call.
		if (isDone()) onRest();
	}

	return {
		add(line, call) {
			if (!blocked || outage.refuse(blocked, [call])) backlog.add(line, call);
			else settle([call], false);
			start();
		},
		async flush() {
			await running;
			if (retry) clearTimeout(retry);
			retry = null;
			if (!isDone()) start();
			await running;
			idle.stop();
			await file.close();
		},
		flushSync(waitMaxMs) {
			const isGapWaiting = gap !== null;
			let onItsWay = [...unconfirmed, ...(writing ? [writing] : [])];
			try {
				if (onItsWay.length > 0) file.settleNow(waitMaxMs);
				onItsWay = [];
				tellOutage();
				if (!backlog.isEmpty) writeNow();
				return null;
			} catch (error) {
				if (!isGapWaiting) forgetGap();
				const left = [...callsOf(onItsWay), ...backlog.calls()];
				return { error, calls: left.filter(({ lineBytes }) => lineBytes > 0).length };
			}
		},
		abandon(error) {
			const busy = callsOf([...unconfirmed, ...(writing ? [writing] : [])]);
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

function callsOf(batches: Batch[]): Pending[] {
	const [first] = batches;
	return first && batches.length === 1 ? first.calls : batches.flatMap(({ calls }) => calls);
}
