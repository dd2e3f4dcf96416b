/**
 * One entry for each id: a program that got no answer sends its call again, and the log has it once.
 *
 * An id is written as the id of its entry, so the newest entries of a log tell after a restart what was recorded before.
 * They are read when the first id for that log arrives. Everything is bounded: an id that is older than the newest
 * 10,000 is recorded again.
 */
import {
	type AuditLog,
	type Call,
	type Receipt,
	RECENT_LIMIT_MAX,
	type RecordOptions,
} from '@tool-audit/core';
import { createSemaphore } from '@tool-audit/safe-files';
import { stoppingRefusal } from '../refusal.ts';

export interface RecordOnce {
	/**
	 * Records the call, unless the log has an entry of this id: then the answer is the receipt of that one, whatever this
	 * call is. A call that was lost may be recorded again under its id.
	 */
	record(call: Call, options: RecordOptions & { id: string }): Promise<Receipt>;
}

export interface RecordOnceOptions {
	log: Pick<AuditLog, 'record' | 'recent'>;
	/** Ends the reading of logs when the server stops. */
	stopping: AbortSignal;
	/** How many ids of a log are known, at most `RECENT_LIMIT_MAX`, and how many of all logs. */
	idsMax?: { ofLog: number; ofAll: number };
}

/** Together some 60 MB. */
const IDS_MAX = { ofLog: RECENT_LIMIT_MAX, ofAll: 200_000 };
/** Today and yesterday: a program that sends a call again does so soon. */
const DAYS = 2;
/** A call is not held up longer by a log that is slow to read. */
const READ_BUDGET_MS = 10_000;
/** The newest entries of a log are in memory while they are read. */
const READS_MAX = 2;

/** The ids of one log. */
interface KnownIds {
	/** In the order in which they were recorded. */
	receipts: Map<string, Receipt | Promise<Receipt>>;
	/** The reading of the log's newest entries; `undefined` until it begins, and after it failed. */
	reading: Promise<void> | undefined;
	/** Calls that wait for the reading, or are being recorded. */
	inProgress: number;
}

export function createRecordOnce(options: RecordOnceOptions): RecordOnce {
	const { log, stopping, idsMax = IDS_MAX } = options;
	/** By user, least recently used first. */
	const logs = new Map<string, KnownIds>();
	const inTurn = createSemaphore(READS_MAX);

	function idsOf(user: string): KnownIds {
		const ids = logs.get(user) ?? { receipts: new Map(), reading: undefined, inProgress: 0 };
		logs.delete(user);
		logs.set(user, ids);
		return ids;
	}

	async function readLog(user: string, ids: KnownIds): Promise<void> {
		const { entries, complete, unreadable } = await log.recent(user, {
			...{ days: DAYS, limit: idsMax.ofLog, budgetMs: READ_BUDGET_MS, signal: stopping },
		});
		const receipts: KnownIds['receipts'] = new Map();
		for (const { entry, day } of entries.toReversed()) {
			const { id, ts } = entry;
			if (typeof id !== 'string' || typeof ts !== 'string') continue;
			receipts.set(id, { written: true, id, ts, day });
		}
		for (const [id, receipt] of ids.receipts) receipts.set(id, receipt);
		ids.receipts = receipts;
		// Read again by the next call: what can't be read now may be readable then.
		if (!complete || unreadable.length > 0) ids.reading = undefined;
	}

	async function isRead(user: string, ids: KnownIds): Promise<void> {
		ids.reading ??= inTurn(() => readLog(user, ids));
		try {
			await ids.reading;
		} catch {
			ids.reading = undefined;
			if (stopping.aborted) throw stoppingRefusal();
			// It is read again by the next call. A log that can't be read can't be written either, most often.
		}
	}

	function write(ids: KnownIds, call: Call, options: RecordOptions & { id: string }) {
		const { id } = options;
		const receipt = log.record(call, options);
		ids.receipts.set(id, receipt);
		return receipt.then(
			(receipt) => {
				if (!receipt.written && receipt.fate === 'lost') ids.receipts.delete(id);
				else ids.receipts.set(id, receipt);
				return receipt;
			},
			(error: unknown) => {
				ids.receipts.delete(id);
				throw error;
			},
		);
	}

	function forgetOldest({ receipts }: KnownIds): void {
		for (const [id, receipt] of receipts) {
			if (receipts.size <= idsMax.ofLog) break;
			// What is being recorded is not in the log yet.
			if (!(receipt instanceof Promise)) receipts.delete(id);
		}
		let count = 0;
		for (const { receipts } of logs.values()) count += receipts.size;
		for (const [user, { receipts, inProgress }] of logs) {
			if (count <= idsMax.ofAll) break;
			// What is being recorded is not in the log yet.
			if (inProgress > 0) continue;
			logs.delete(user);
			count -= receipts.size;
		}
	}

	return {
		async record(call, options) {
			const ids = idsOf(call.user);
			ids.inProgress += 1;
			try {
				await isRead(call.user, ids);
				return await (ids.receipts.get(options.id) ?? write(ids, call, options));
			} finally {
				ids.inProgress -= 1;
				forgetOldest(ids);
			}
		},
	};
}
