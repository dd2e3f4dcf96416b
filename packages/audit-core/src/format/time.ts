import { AuditError, quote } from '../errors.ts';
import { formatTs } from './ts-format.ts';
import { epochTime, NOT_A_TIME, readTs, utc, type TimeFault, type WallTime } from './ts.ts';

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
	 * The instant of a `ts`; `null` for a value that is not a time. A `ts` without an offset is a wall clock of the zone, a
	 * number is seconds since 1970, or milliseconds, microseconds or nanoseconds when it is so large.
	 */
	parse(ts: unknown): number | null;
	/**
	 * The instant at which the zone's clocks show this, in milliseconds since 1970 as if it were UTC. One that is shown
	 * twice means the first time; one that is skipped is read with the offset before it.
	 */
	instantOf(wallMs: number): number;
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

	function parse(ts: unknown): number | null {
		const time = readTime(ts);
		if ('fault' in time) return null;
		if (time.zone !== undefined) return namedZone(time.zone)?.instantOf(time.wallMs) ?? null;
		return time.offsetMs === null ? instantOf(time.wallMs) : time.wallMs - time.offsetMs;
	}

	return {
		name,
		offsetAt,
		instantOf,
		parse,
		format: (instantMs) => formatTs(instantMs, offsetAt(instantMs)),
		dayOf: (instantMs) => new Date(instantMs + offsetAt(instantMs)).toISOString().slice(0, 10),
	};
}

/**
 * Why a value is not a time, to be said after it; `null` for a time.
 *
 * @example
 * ```ts
 * timeFault('2026-02-30T12:00:00'); // 'this date does not exist'
 * timeFault('2026-11-22T12:00:00'); // null
 * ```
 */
export function timeFault(ts: unknown): string | null {
	const time = readTime(ts);
	if ('fault' in time) return time.fault;
	return time.zone === undefined || namedZone(time.zone) ? null : 'this time zone is unknown';
}

function readTime(ts: unknown): WallTime | TimeFault {
	if (typeof ts === 'string') return readTs(ts);
	return typeof ts === 'number' ? epochTime(ts) : NOT_A_TIME;
}

/** Zones that times name, by their names; `null` for a name that no zone has. */
const namedZones = new Map<string, Zone | null>();
const NAMED_ZONES_MAX = 600;

function namedZone(written: string): Zone | null {
	// Names of zones have no case.
	const name = written.toLowerCase();
	const known = namedZones.get(name);
	if (known !== undefined) return known;
	if (namedZones.size >= NAMED_ZONES_MAX) namedZones.clear();
	const zone = zoneOrNull(name);
	namedZones.set(name, zone);
	return zone;
}

function zoneOrNull(name: string): Zone | null {
	try {
		return openZone(name);
	} catch {
		return null;
	}
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
