import { AuditError, quote } from '../errors.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Offsets change only on a quarter of an hour, so one answer of the slow Intl serves all of it. */
const OFFSET_SPAN_MS = 15 * MINUTE_MS;
const OFFSETS_KEPT_MAX = 5_000;

const TS =
	/^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** A time zone, and the `ts` of entries in it. docs/format.md §3. */
export interface Zone {
	name: string;
	/** What to add to UTC to get the zone's wall clock, in milliseconds. */
	offsetAt(instantMs: number): number;
	/** The instant of a `ts`, in milliseconds since 1970; `null` for text that is no time. Without an offset it is the zone's wall clock. */
	parse(ts: string): number | null;
	/** The instant as a `ts`: wall clock, milliseconds, offset. */
	format(instantMs: number): string;
	/** The calendar date of the instant, `YYYY-MM-DD`. */
	dayOf(instantMs: number): string;
}

export function machineZone(): string {
	return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

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
	 * A wall clock that stood twice (clocks went back) means its first time, as in Python and Temporal;
	 * one that never stood (clocks went forward) is read with the offset from before.
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
		format(instantMs) {
			const offset = offsetAt(instantMs);
			return new Date(instantMs + offset).toISOString().slice(0, -1) + formatOffset(offset);
		},
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
		throw new AuditError('bad-time-zone', `There is no time zone ${quote(timeZone)}.`, { cause });
	}
	return (instantMs) => {
		const part: Record<string, string> = {};
		for (const { type, value } of format.formatToParts(instantMs)) part[type] = value;
		const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
		const [month, day, hour] = [Number(part.month) - 1, Number(part.day), Number(part.hour)];
		return utc(year, month, day, hour, Number(part.minute), Number(part.second));
	};
}

/** `Date.UTC` takes the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number, ...rest: [number, number, number, number]): number {
	const [day, hour, minute, second] = rest;
	return new Date(0).setUTCFullYear(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** The wall clock of a `ts` as if it were UTC, and its offset; `null` for text that is no time. */
function parseTs(ts: string): { wallMs: number; offsetMs: number | null } | null {
	const match = TS.exec(ts);
	if (!match) return null;
	const [year, month, day, hour, minute] = match.slice(1, 6).map(Number) as Five;
	const second = Number(match[6] ?? 0);
	const dayMs = utc(year, month - 1, day, 0, 0, 0);
	const date = new Date(dayMs);
	const exists = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	if (!exists || hour > 23 || minute > 59 || second > 59) return null;
	const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
	return {
		wallMs: dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds,
		offsetMs: match[8] ? parseOffset(match[8]) : null,
	};
}

type Five = [number, number, number, number, number];

function parseOffset(offset: string): number {
	if (offset.length === 1) return 0;
	const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
	return (offset.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}

function formatOffset(offsetMs: number): string {
	const minutes = Math.abs(Math.trunc(offsetMs / MINUTE_MS));
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	return `${offsetMs < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
