/**
 * Brings the calls of all transcripts into the log, each once and each into the day on which it began.
 *
 * All files are read side by side, day by day: sessions overlap, and the calls of a day are written in the order in which
 * they began. So no more than a day is in memory, and of a large day only a part.
 */
import { join } from 'node:path';
import type { CapturedCall } from '../captured-call.ts';
import { openClaims } from '../claims.ts';
import type { ImportOptions, ImportReport } from '../import.ts';
import { createImportCounts } from '../import-counts.ts';
import { takeLock } from '../lock.ts';
import { createRecordedTest } from '../recorded.ts';
import { record } from '../write-calls.ts';
import { AGENT } from './agent.ts';
import { openDayCursor, type DayCursor } from './day-cursor.ts';
import { sessionName, sessionsGoingOn } from './sessions.ts';
import { listTranscripts } from './transcript-files.ts';
import { createUnfinished } from './unfinished.ts';

/** A session that is written to may have hooks that tell of the same calls. */
const LIVE_MS = 86_400_000;
/** Calls that are kept until they are written in order. */
const HELD_CALLS_MAX = 20_000;
const HELD_BYTES_MAX = 67_108_864;
const WRITTEN_TOGETHER = 500;
const LOCK_WAIT_MAX_MS = 10_000;

/** @throws Error when another import or sweep is running, or a call can't be written, with the reason */
export async function importTranscripts(
	claudeFolder: string,
	options: ImportOptions,
): Promise<ImportReport> {
	const { target, user, data, host, sinceMs = 0, dryRun = false, signal, now = Date.now } = options;
	using lock = dryRun
		? null
		: await takeLock(join(data, 'capture', `${AGENT}.lock`), LOCK_WAIT_MAX_MS);
	if (!dryRun && !lock) throw new Error('Another import is running.');
	const counts = createImportCounts(options.onProgress);
	const files = listTranscripts(claudeFolder, (path, reason) => {
		counts.unreadable(path, reason);
	}).filter(({ writtenMs }) => writtenMs >= sinceMs);
	counts.begin(files);
	const claims = openClaims(data, AGENT, user);
	const recorded = createRecordedTest(target, user, signal);
	/** Of one day: forks repeat the calls of the session that they were made from, with their times. */
	let seen = new Set<string>();
	let held: { captured: CapturedCall; isLive: boolean }[] = [];
	let heldBytes = 0;

	async function write(): Promise<void> {
		const calls = held.toSorted((a, b) => a.captured.startMs - b.captured.startMs);
		[held, heldBytes] = [[], 0];
		for (let from = 0; from < calls.length; from += WRITTEN_TOGETHER) {
			signal?.throwIfAborted();
			const group = calls.slice(from, from + WRITTEN_TOGETHER);
			const receipts = group.map(async ({ captured, isLive }) => {
				if (isLive && !claims.takeOver(captured.call.call_id)) return counts.already();
				try {
					const { day } = await record(target, user, captured);
					recorded.add(day, captured);
					counts.written(day, captured.call.status);
				} catch (error) {
					if (isLive) claims.release(captured.call.call_id);
					throw error;
				}
			});
			await Promise.all(receipts);
		}
	}

	async function take(captured: CapturedCall, isLive: boolean, bytes: number): Promise<void> {
		const { call_id: id, status } = captured.call;
		if (captured.startMs < sinceMs || seen.has(id)) return;
		seen.add(id);
		if (await recorded.has(captured)) counts.already();
		else if (dryRun) {
			const day = target.dayOf(captured.startMs);
			recorded.add(day, captured);
			counts.written(day, status);
		} else {
			held.push({ captured, isLive });
			heldBytes += bytes;
			if (held.length >= HELD_CALLS_MAX || heldBytes >= HELD_BYTES_MAX) await write();
		}
	}

	const goingOn = sessionsGoingOn(data);
	const unfinished = createUnfinished();
	let cursors: DayCursor[] = [];
	for (const file of files) {
		const cursor = await openDayCursor(file, {
			...{ host, now, signal },
			dayOf: (ms) => target.dayOf(ms),
			isGoingOn: (session) => goingOn.has(sessionName(session)),
		});
		if (cursor) cursors.push(cursor);
	}
	while (cursors.length > 0) {
		const day = cursors.map(({ day }) => day).reduce((first, day) => (day < first ? day : first));
		for (const cursor of cursors.filter((cursor) => cursor.day === day)) {
			signal?.throwIfAborted();
			const isLive = now() - cursor.file.writtenMs < LIVE_MS;
			for await (const { captured, bytes } of cursor.readDay()) await take(captured, isLive, bytes);
			counts.read(cursor);
		}
		for (const captured of unfinished.endDay(cursors, seen)) await take(captured, false, 0);
		await write();
		// So that nothing grows with the history. What was written is known as recorded now.
		seen = new Set();
		cursors = cursors.filter((cursor) => !cursor.isDone);
	}
	return { ...counts.report(), open: unfinished.left };
}
