/**
 * The entries on their way to one day's file: one writer, one batch at a time, in the order of the calls.
 *
 *   add → waiting → writing → unconfirmed → answered
 *
 * An entry is in one of these places and in no other, so that whatever fails it is written once: what did not
 * get into the file goes back to the head of `waiting`, and so does what went into a deleted file; what is in
 * the file is never written again.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { createAlarm } from './alarm.ts';
import type { Place } from './append-file.ts';
import { createDayFile, type DayFileOptions } from './day-file.ts';
import type { Outage } from './gap.ts';
import type { OutageKeeper } from './outage.ts';
import { splitWritten, takeBatch, type Pending } from './pending.ts';
import { PARTIAL_WRITE, STALLED, trouble, VANISHING_FILE } from './trouble.ts';

/** A shared sync starts this long after the first write that it is for. */
const GROUP_WAIT_MS = 10;
/** A disk that has not answered for so long is an outage, though it may still answer. */
const STALL_MS = 5_000;
const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 5_000;
const FILE_IDLE_MS = 60_000;
/** A file deleted so many times in a row under our hands is an outage. */
const VANISHED_MAX = 3;

export interface DayQueueOptions extends Omit<DayFileOptions, 'letGo'> {
	outage: OutageKeeper;
	/** The entry that tells of an outage. */
	createGap: (outage: Outage, kept: number) => Pending;
	/** These have left the queue, into the file or not. */
	onSettled: (calls: Pending[], isWritten: boolean) => void;
	/** There is nothing to do and no file open: the queue may be forgotten. */
	onRest: () => void;
}

export interface DayQueue {
	add(call: Pending): void;
	/** Tries at once, and resolves when nothing is left to do or nothing can be done now. */
	flush(): Promise<void>;
	/** Gives up what is not known to be in the file. */
	abandon(): Pending[];
}

export function createDayQueue(options: DayQueueOptions): DayQueue {
	const { durability, outage, createGap, onSettled, onRest } = options;
	const file = createDayFile({ ...options, letGo });
	let waiting: Pending[] = [];
	let writing: Pending[] = [];
	let unconfirmed: Pending[] = [];
	let gap: Pending | null = null;
	/** Why nothing can be written now: whoever comes is answered at once. */
	let blocked: unknown = null;
	let vanished = 0;
	let running: Promise<void> | null = null;
	let retry: NodeJS.Timeout | null = null;
	let retryMs = RETRY_FIRST_MS;
	const stall = createAlarm(STALL_MS, noticeStall);
	const idle = createAlarm(FILE_IDLE_MS, letGo);

	function start(): void {
		if (running || retry || waiting.length === 0) return;
		idle.stop();
		file.busy();
		// The calls of one tick share a write.
		running = new Promise((resolve) => setImmediate(() => void run().then(resolve)));
	}

	async function run(): Promise<void> {
		stall.set();
		try {
			while (waiting.length > 0 || outage.current()) {
				await (durability === 'group' ? writeGroup() : writeBatch());
				await confirm();
			}
			retryMs = RETRY_FIRST_MS;
		} catch (error) {
			await confirm().catch(() => undefined);
			// Opened afresh, because only its end tells what a failed write left behind.
			await file.close();
			fail(error);
		}
		stall.stop();
		running = null;
		start();
		if (!running) rest();
	}

	/** Writes what comes within a few milliseconds, for one sync. */
	async function writeGroup(): Promise<void> {
		const syncAtMs = performance.now() + GROUP_WAIT_MS;
		await writeBatch();
		for (let leftMs = GROUP_WAIT_MS; leftMs > 0; leftMs = syncAtMs - performance.now()) {
			await (waiting.length > 0 ? writeBatch() : wait(leftMs));
		}
		if (waiting.length > 0) await writeBatch();
	}

	async function writeBatch(): Promise<void> {
		tellOutage();
		writing = takeBatch(waiting, durability === 'sync' ? 1 : waiting.length);
		waiting = waiting.slice(writing.length);
		let bytes = 0;
		try {
			bytes = await file.write(writing.map((call) => call.line).join(''));
		} finally {
			const [written, rest] = splitWritten(writing, bytes);
			writing = [];
			unconfirmed = unconfirmed.concat(written);
			waiting = rest.concat(waiting);
			stall.set();
		}
		if (unconfirmed.length === 0) throw trouble(PARTIAL_WRITE);
		if (!gap || !unconfirmed.includes(gap)) return;
		gap = null;
		outage.end();
	}

	function tellOutage(): void {
		const current = outage.current();
		if (!current || gap) return;
		gap = createGap(current, waiting.filter((call) => call.isAnswered).length);
		waiting.unshift(gap);
	}

	/** Syncs what was written, sees that it is still under its name, and answers. */
	async function confirm(): Promise<void> {
		if (unconfirmed.length === 0) return;
		let place: Place;
		const group = unconfirmed;
		try {
			place = await file.confirm();
		} catch (error) {
			outage.doubt(error, group);
			onSettled(group, false);
			throw error;
		} finally {
			unconfirmed = [];
			stall.set();
		}
		if (place === 'gone') {
			waiting = group.concat(waiting);
			if (++vanished >= VANISHED_MAX) throw trouble(VANISHING_FILE);
			return;
		}
		vanished = 0;
		blocked = null;
		for (const call of group) {
			const { id, stamp, isAnswered } = call;
			if (!isAnswered) call.resolve({ written: true, id, ts: stamp.ts, day: stamp.day });
		}
		onSettled(group, true);
	}

	function fail(error: unknown): void {
		waiting = waiting.filter((call) => call !== gap);
		gap = null;
		const kept = outage.refuse(error, waiting);
		if (kept.length === 0) onSettled(waiting, false);
		waiting = kept;
		blocked = kept.length > 0 ? error : null;
		if (blocked) retryIn(retryMs);
	}

	function retryIn(ms: number): void {
		retryMs = Math.min(ms * 2, RETRY_MAX_MS);
		retry = setTimeout(() => {
			retry = null;
			start();
		}, ms).unref();
	}

	function noticeStall(): void {
		blocked = trouble(STALLED);
		outage.stall(blocked, [...unconfirmed, ...writing]);
		const kept = outage.refuse(blocked, waiting);
		if (kept.length === 0) onSettled(waiting, false);
		waiting = kept;
	}

	function letGo(): void {
		if (running || retry || waiting.length > 0) return;
		void file.close();
		onRest();
	}

	function rest(): void {
		if (retry) return;
		if (!file.isOpen) return onRest();
		file.idle();
		idle.set();
	}

	return {
		add(call) {
			if (!blocked) waiting.push(call);
			else {
				const kept = outage.refuse(blocked, [call]);
				if (kept.length === 0) onSettled([call], false);
				waiting.push(...kept);
			}
			start();
		},
		async flush() {
			if (retry) clearTimeout(retry);
			retry = null;
			start();
			await running;
			letGo();
		},
		abandon() {
			const left = [...unconfirmed, ...writing, ...waiting].filter((call) => call !== gap);
			waiting = [];
			void file.close();
			return left;
		},
	};
}
