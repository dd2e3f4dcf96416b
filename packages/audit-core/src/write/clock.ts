import type { Zone } from '../format/time.ts';

/** What one reading of the clock gives an entry. */
export interface Stamp {
	epochMs: number;
	/** ISO 8601 with milliseconds and offset, `2026-11-22T07:41:03.120+01:00`. */
	ts: string;
	/** Whose file the entry belongs to: the date part of `ts`, so that the two never disagree. */
	day: string;
}

export function createClock(zone: Zone, now: () => number = Date.now): () => Stamp {
	let last: Stamp = { epochMs: Number.NaN, ts: '', day: '' };
	return () => {
		const epochMs = Math.floor(now());
		if (epochMs === last.epochMs) return last;
		const ts = zone.format(epochMs);
		last = { epochMs, ts, day: ts.slice(0, ts.indexOf('T')) };
		return last;
	};
}
