import type { OpenRecorder, RecordedCalls } from '@tool-audit/core/recorder';
import type { CapturedCall } from './captured-call.ts';

const DAY_MS = 86_400_000;
/** A call that took longer is looked for on its first days and its last one. */
const DAYS_MAX = 31;
/** Calls are looked for day by day, so few days are needed at a time. */
const DAYS_KEPT_MAX = 4;

/**
 * Tells whether a call is in the log. Those who tell of a call give it different beginnings: a transcript says when it
 * was asked for, a hook when it ran. So it may be on any day between its beginning and its end.
 */
export function createRecordedTest(
	log: Pick<OpenRecorder, 'calls' | 'dayOf'>,
	user: string,
	signal?: AbortSignal,
): (captured: CapturedCall) => Promise<boolean> {
	const known = new Map<string, RecordedCalls>();

	async function callsOn(day: string): Promise<RecordedCalls> {
		const calls = known.get(day) ?? (await log.calls(user, day, signal ? { signal } : {}));
		known.delete(day);
		known.set(day, calls);
		if (known.size > DAYS_KEPT_MAX) known.delete(known.keys().next().value!);
		return calls;
	}

	return async ({ call, startMs, endMs }) => {
		const days = new Set<string>();
		for (let at = startMs; at < endMs && days.size < DAYS_MAX; at += DAY_MS)
			days.add(log.dayOf(at));
		days.add(log.dayOf(endMs));
		for (const day of days) {
			if ((await callsOn(day)).has(call.source, call.call_id)) return true;
		}
		return false;
	};
}
