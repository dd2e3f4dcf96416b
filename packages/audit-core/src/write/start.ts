/** What an entry is called, when its call began, and when it was written (docs/format.md §7). */
import type { Call, RecordOptions } from '../audit-log.ts';
import { AuditError, quote } from '../errors.ts';
import type { EntryName } from '../format/plain-line.ts';
import { createId, isGivenId } from '../format/id.ts';
import type { TsFormat } from '../format/ts-format.ts';
import { stampOf, type Stamp } from './clock.ts';

/** A clock that was never set gives times around 1970. */
const START_MIN_MS = Date.UTC(2000, 0, 1);
/** Two machines may differ by so much. */
const START_AHEAD_MAX_MS = 60_000;
const LATE_AFTER_MS = 5_000;

/**
 * The stamp of a call's start: now, if it is not given.
 *
 * @throws AuditError `bad-time`
 */
export function stampOfStart(zone: TsFormat, at: RecordOptions['at'], now: Stamp): Stamp {
	return at === undefined ? now : stampOf(zone, startOf(at, now));
}

/**
 * The name of an entry: the caller's, or a new one with the instant of its start.
 *
 * @throws AuditError `bad-id`
 */
export function idOf({ id }: RecordOptions, start: Stamp): string {
	if (id === undefined) return createId(start.epochMs);
	if (isGivenId(id)) return id;
	throw new AuditError('bad-id', `${quote(String(id))} is not a valid id.`);
}

/**
 * What the recorder adds to a call.
 *
 * @throws AuditError `bad-range`
 */
export function nameOf(
	call: Call,
	how: RecordOptions,
	{ id, start, now }: { id: string; start: Stamp; now: Stamp },
): EntryName {
	const { at, resultChars } = how;
	if (resultChars !== undefined) checkResultChars(resultChars);
	const isLate = at !== undefined && isRecordedLate(call, start, now);
	const recordedAt = isLate ? now.ts : undefined;
	return { ts: start.ts, id, isGivenId: how.id !== undefined, recordedAt, resultChars };
}

function startOf(at: Date | number, now: Stamp): number {
	const startMs = Math.floor(Number(at));
	if (startMs >= START_MIN_MS && startMs <= now.epochMs + START_AHEAD_MAX_MS) return startMs;
	const what = `A call can't have begun at ${nameOfInstant(at)}.`;
	const range = 'It begins in 2000 or later, and at most a minute in the future.';
	throw new AuditError('bad-time', `${what} ${range}`);
}

function nameOfInstant(at: unknown): string {
	const date = new Date(Number(at));
	if (Number.isFinite(date.getTime())) return date.toISOString();
	return String(at) === 'Invalid Date' ? 'an invalid date' : quote(String(at));
}

/** @throws AuditError `bad-range` */
function checkResultChars(chars: number): void {
	if (Number.isSafeInteger(chars) && chars >= 0) return;
	throw new AuditError('bad-range', `resultChars is ${chars}: it is a length.`);
}

/** A call that took long is not late: it can't be recorded before its end. */
function isRecordedLate(call: Call, start: Stamp, now: Stamp): boolean {
	const { duration_ms: duration } = call;
	const durationMs = typeof duration === 'number' && duration > 0 ? duration : 0;
	return now.epochMs - start.epochMs - durationMs > LATE_AFTER_MS;
}
