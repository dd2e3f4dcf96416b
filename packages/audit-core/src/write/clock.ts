import type { TsFormat } from '../format/ts-format.ts';

/** The values that an entry gets from one reading of the clock. */
export interface Stamp {
	epochMs: number;
	/** ISO 8601 with milliseconds and offset, `2026-11-22T07:41:03.120+01:00`. */
	ts: string;
	/** The day of the file: the date part of `ts`, so that the two always agree. */
	day: string;
}

/** The stamp of an instant. */
export function stampOf(zone: TsFormat, epochMs: number): Stamp {
	const ts = zone.format(epochMs);
	return { epochMs, ts, day: ts.slice(0, ts.indexOf('T')) };
}

export function createClock(zone: TsFormat, now: () => number = () => Date.now()): () => Stamp {
	let last: Stamp = { epochMs: Number.NaN, ts: '', day: '' };
	return () => {
		const epochMs = Math.floor(now());
		if (epochMs === last.epochMs) return last;
		last = stampOf(zone, epochMs);
		return last;
	};
}
