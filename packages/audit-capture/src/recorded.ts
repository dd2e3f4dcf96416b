import type { OpenRecorder, RecordedCalls } from '@tool-audit/core/recorder';
import type { CapturedCall } from './captured-call.ts';

const DAY_MS = 86_400_000;
/** A call that took longer is looked for on its first days and its last ones. */
const DAYS_MAX = 31;
/**
 * Calls are looked for day by day, so few days are needed at a time: that of a call and its neighbours, and one more for
 * a call over midnight.
 */
const DAYS_KEPT_MAX = 4;

export interface RecordedTest {
	/** Tells whether a call is in the log, or was added. */
	has(captured: CapturedCall): Promise<boolean>;
	/** A call has just been written into a day, which may have been read before. */
	add(day: string, captured: CapturedCall): void;
}

interface KnownDay {
	calls: RecordedCalls;
	added: Set<string>;
}

/**
 * Tells whether a call is in the log. Those who tell of a call give it different beginnings: a transcript says when it
 * was asked for, a hook when it ran or when its answer came, and the day that was depends on the time zone of the one who
 * wrote it. So it may be on any day between its beginning and its end, on the day before and on the day after.
 */
export function createRecordedTest(
	log: Pick<OpenRecorder, 'calls' | 'dayOf'>,
	user: string,
	signal?: AbortSignal,
): RecordedTest {
	const known = new Map<string, KnownDay>();

	async function callsOn(day: string): Promise<KnownDay> {
		const calls = known.get(day) ?? {
			calls: await log.calls(user, day, signal ? { signal } : {}),
			added: new Set(),
		};
		known.delete(day);
		known.set(day, calls);
		if (known.size > DAYS_KEPT_MAX) known.delete(known.keys().next().value!);
		return calls;
	}

	/** Its own day first: most calls are found there. */
	function daysOf({ startMs, endMs }: CapturedCall): Set<string> {
		const days = new Set<string>();
		for (let at = startMs; at < endMs && days.size < DAYS_MAX; at += DAY_MS) {
			days.add(log.dayOf(at));
		}
		return days
			.add(log.dayOf(endMs))
			.add(log.dayOf(startMs - DAY_MS))
			.add(log.dayOf(endMs + DAY_MS));
	}

	return {
		async has(captured) {
			const { source, call_id: id } = captured.call;
			for (const day of daysOf(captured)) {
				const { calls, added } = await callsOn(day);
				if (calls.has(source, id) || added.has(id)) return true;
			}
			return false;
		},
		add: (day, { call }) => void known.get(day)?.added.add(call.call_id),
	};
}
