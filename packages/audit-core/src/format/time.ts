import { AuditError, quote } from '../errors.ts';
import { formatTs } from './ts-format.ts';
import { parseTs, utc } from './ts.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Offsets only change at quarters of an hour, so one result of the slow Intl is used for all of it. */
const OFFSET_SPAN_MS = 15 * MINUTE_MS;
const OFFSETS_KEPT_MAX = 5_000;

/** A time zone, and conversions of `ts` in it (docs/format.md §3). Instants are milliseconds since 1970. */
export interface Zone {
	/** Its IANA name, as it was given. */
	name: string;
	/** Offset of the zone's wall clock from UTC at an instant, in milliseconds. */
	offsetAt(instantMs: number): number;
	/**
	 * The instant of a `ts`; `null` for text that is not a time. A `ts` without an offset is a wall clock of the
	 * zone.
	 */
	parse(ts: string): number | null;
	/** The instant as a `ts` with milliseconds and offset: `2026-11-22T07:41:03.120+01:00`. */
	format(instantMs: number): string;
	/** The calendar date of the instant, `YYYY-MM-DD`. */
	dayOf(instantMs: number): string;
}

/**
 * The IANA name of the machine's time zone.
 *
 * @example
 * ```ts
 * machineZone(); // 'Europe/Berlin'
 * ```
 */
export function machineZone(): string {
	return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * A time zone by its IANA name, the machine's by default.
 *
 * @throws AuditError `bad-time-zone` for an unknown name
 *
 * @example
 * ```ts
 * const zone = openZone('Europe/Berlin');
 * zone.format(Date.UTC(2026, 10, 22, 6)); // '2026-11-22T07:00:00.000+01:00'
 * zone.parse('2026-11-22T07:00:00'); // Date.UTC(2026, 10, 22, 6)
 * ```
 */
export function openZone(name = machineZone()): Zone {
	const wallClock = openWallClock(name);
	const offsets = new Map<number, number>();

	function offsetAt(instantMs: number): number {
		const span = Math.floor(instantMs / OFFSET_SPAN_MS);
		const known = offsets.get(span);
		if (known !== undefined) return known;
		if (offsets.size >= OFFSETS_KEPT_MAX) offsets.clear();
		const start = span * OFFSET_SPAN_MS;
		const offset = wallClock(start) - start;
		offsets.set(span, offset);
		return offset;
	}

	/**
	 * A wall clock that occurs twice (clocks go back) means the first time, as in Python and Temporal. One that is
	 * skipped (clocks go forward) is read with the offset before the change.
	 */
	function instantOf(wallMs: number): number {
		const before = offsetAt(wallMs - DAY_MS);
		const after = offsetAt(wallMs + DAY_MS);
		if (before === after || offsetAt(wallMs - before) === before) return wallMs - before;
		return offsetAt(wallMs - after) === after ? wallMs - after : wallMs - before;
	}

	return {
		name,
		offsetAt,
		parse(ts) {
			const time = parseTs(ts);
			if (!time) return null;
			return time.offsetMs === null ? instantOf(time.wallMs) : time.wallMs - time.offsetMs;
		},
		format: (instantMs) => formatTs(instantMs, offsetAt(instantMs)),
		dayOf: (instantMs) => new Date(instantMs + offsetAt(instantMs)).toISOString().slice(0, 10),
	};
}

function openWallClock(timeZone: string): (instantMs: number) => number {
	let format: Intl.DateTimeFormat;
	try {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			era: 'short',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	} catch (cause) {
		throw new AuditError('bad-time-zone', `${quote(timeZone)} is not a time zone.`, { cause });
	}
	return (instantMs) => {
		const part: Record<string, string> = {};
		for (const { type, value } of format.formatToParts(instantMs)) part[type] = value;
		const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
		const [month, day, hour] = [Number(part.month) - 1, Number(part.day), Number(part.hour)];
		const seconds = (hour * 60 + Number(part.minute)) * 60 + Number(part.second);
		return utc(year, month, day) + seconds * 1000;
	};
}
