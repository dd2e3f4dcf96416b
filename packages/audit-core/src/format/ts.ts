/**
 * Reads the text of a `ts`: date, `T` or a space, time, and optionally a fraction, an offset and a time zone; the same
 * without separators; and a number of seconds since 1970. The usual form is read without a regular expression, because it
 * is in every line of a million.
 */
const ZERO = 0x30;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Twice what any clock writes. A `ts` of this length is never truncated in an answer. */
const TS_CHARS_MAX = 64;

/** What a time says: a wall clock, and how far it is from UTC. */
export interface WallTime {
	/** The wall clock read as if it were UTC, in milliseconds since 1970. */
	wallMs: number;
	/** Its offset from UTC, in milliseconds; `null` when the text has none. */
	offsetMs: number | null;
	/** The time zone of the wall clock, when the text names one and has no offset. */
	zone?: string;
}

/** Why a value is not a time, to be said after it. */
export interface TimeFault {
	fault: string;
}

export const NOT_A_TIME: TimeFault = { fault: 'this is not a time' };
const NO_DATE: TimeFault = { fault: 'this date does not exist' };
const NO_CLOCK_TIME: TimeFault = { fault: 'this time of day does not exist' };
const WRONG_OFFSET: TimeFault = { fault: 'this offset is out of range' };

/**
 * Parses the text of a `ts` (docs/format.md §3); `null` for text that is not a time.
 *
 * @example
 * ```ts
 * parseTs('2026-11-22T07:41:03+01:00'); // { wallMs: Date.UTC(2026, 10, 22, 7, 41, 3), offsetMs: 3_600_000 }
 * parseTs('yesterday'); // null
 * ```
 */
export function parseTs(ts: string): WallTime | null {
	const time = readTs(ts);
	return 'fault' in time ? null : time;
}

/** The time that the text of a `ts` says, or why it says none. */
export function readTs(ts: string): WallTime | TimeFault {
	if (ts.length > TS_CHARS_MAX) return NOT_A_TIME;
	const separator = ts[10];
	if (separator !== 'T' && separator !== ' ' && separator !== 't') return readOtherForm(ts);
	const dayMs = dateMs(ts.slice(0, 10));
	if (dayMs === null) return DATE.test(ts) ? NO_DATE : NOT_A_TIME;
	const hour = twoDigits(ts, 11);
	const minute = ts[13] === ':' ? twoDigits(ts, 14) : -1;
	if (hour < 0 || minute < 0) return NOT_A_TIME;
	let wallMs = dayMs + hour * HOUR_MS + minute * MINUTE_MS;
	let second = 0;
	let at = 16;
	if (ts[at] === ':') {
		second = twoDigits(ts, 17);
		if (second < 0) return NOT_A_TIME;
		wallMs += second * 1000;
		at = 19;
		if (ts[at] === '.' || ts[at] === ',') {
			const end = endOfDigits(ts, at + 1);
			if (end === at + 1) return NOT_A_TIME;
			wallMs += Number(ts.slice(at + 1, Math.min(end, at + 4)).padEnd(3, '0'));
			at = end;
		}
	}
	if (!isTimeOfDay(hour, minute, second, wallMs - dayMs)) return NO_CLOCK_TIME;
	if (at === ts.length) return { wallMs, offsetMs: null };
	if (ts.endsWith(']')) return readZoned(ts, at, wallMs);
	if (ts[at] === ' ') return readSpaced(ts.slice(at), wallMs);
	const offsetMs = parseOffset(ts, at);
	return typeof offsetMs === 'number' ? { wallMs, offsetMs } : offsetMs;
}

/** 24:00 is the beginning of the next day, and a leap second the instant after it. */
function isTimeOfDay(
	hour: number,
	minute: number,
	second: number,
	sinceMidnightMs: number,
): boolean {
	const isHour = hour < 24 || sinceMidnightMs === 24 * HOUR_MS;
	// At the end of an hour of UTC, which offsets of zones move by quarters of an hour.
	const isSecond = second < 60 || (second === 60 && minute % 15 === 14);
	return isHour && minute < 60 && isSecond;
}

const DATE = /^\d{4}-\d\d-\d\d/;
/** Date and time without separators, as ISO 8601 also allows. */
const BASIC = /^(\d{4})(\d\d)(\d\d)[Tt](\d\d)(\d\d)(?:(\d\d)([.,]\d+)?)?(.*)$/;
/** Seconds since 1970 have at least this many digits since 1973: fewer are no time. */
const EPOCH = /^-?\d{9,20}(?:\.\d{1,9})?$/;

/** True for text that is a number of seconds since 1970, or of parts of them. */
export function isEpoch(ts: string): boolean {
	return EPOCH.test(ts) && readCompact(ts) === null;
}

/** `20261122074103`: as milliseconds since 1970 so many digits would be a time after the year 2286. */
const COMPACT = /^((?:19|20)\d{6})(\d{6})$/;

function readCompact(digits: string): WallTime | null {
	const match = COMPACT.exec(digits);
	return match && parseTs(`${match[1]}T${match[2]}`);
}

function readOtherForm(ts: string): WallTime | TimeFault {
	if (EPOCH.test(ts)) return epochTime(Number(ts));
	const [, year, month, day, hour, minute, second = '00', fraction = '', rest] =
		BASIC.exec(ts) ?? [];
	if (year === undefined) return NOT_A_TIME;
	return readTs(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${rest}`);
}

/** A number that a double holds has whole seconds, milliseconds, microseconds or nanoseconds since 1970. */
const EPOCH_UNITS: [below: number, perMs: number][] = [
	[1e11, 1e-3],
	[1e14, 1],
	[1e17, 1e3],
	[Infinity, 1e6],
];
/** In digits: no unit has so many. */
const EPOCH_MAX = 1e20;
/** What a `Date` can hold, in milliseconds. */
const DATE_MS_MAX = 8.64e15;

/** The time of a number: of seconds since 1970, or of thousandths, millionths or billionths of them when it is so large. */
export function epochTime(value: number): WallTime | TimeFault {
	if (!(Math.abs(value) < EPOCH_MAX)) return NOT_A_TIME;
	const compact = readCompact(String(value));
	if (compact) return compact;
	const [, perMs] = EPOCH_UNITS.find(([below]) => Math.abs(value) < below) ?? EPOCH_UNITS[3]!;
	// Seconds with a fraction are rounded to microseconds first: 0.123 is 0.12299999… in a double.
	const wallMs = Math.floor(perMs < 1 ? Math.round(value * 1e6) / 1e3 : value / perMs);
	return Math.abs(wallMs) <= DATE_MS_MAX ? { wallMs, offsetMs: 0 } : NOT_A_TIME;
}

/** ` +0200`, ` UTC` or ` +0000 UTC`, as Ruby, git, Go and databases write it. */
const SPACED_OFFSET = /^ (?:(?:UTC|GMT|Z)|([+-]\d\d:?\d\d)(?: [A-Z]{1,5})?)$/;

function readSpaced(rest: string, wallMs: number): WallTime | TimeFault {
	const match = SPACED_OFFSET.exec(rest);
	if (!match) return NOT_A_TIME;
	const offsetMs = match[1] === undefined ? 0 : parseOffset(match[1], 0);
	return typeof offsetMs === 'number' ? { wallMs, offsetMs } : offsetMs;
}

/** `[Europe/Berlin]` behind a time, as Java and Temporal write it. An offset before it says more than the zone. */
const ZONE_SUFFIX = /^(.*?)\[!?([A-Za-z][\w+\-/]*)\](?:\[!?[a-z][\w-]*=[\w-]+\])*$/;

function readZoned(ts: string, at: number, wallMs: number): WallTime | TimeFault {
	const [, offset = '', zone] = ZONE_SUFFIX.exec(ts.slice(at)) ?? [];
	if (zone === undefined) return NOT_A_TIME;
	if (offset === '') return { wallMs, offsetMs: null, zone };
	const offsetMs = parseOffset(offset, 0);
	return typeof offsetMs === 'number' ? { wallMs, offsetMs } : offsetMs;
}

/** Like `Date.UTC`, which takes the years 0 to 99 for 1900 to 1999. */
export function utc(year: number, month: number, day: number): number {
	return new Date(0).setUTCFullYear(year, month, day);
}

let lastDate = '';
let lastDateMs: number | null = null;

/** Keeps the last date, because consecutive lines mostly have the same one. */
function dateMs(date: string): number | null {
	if (date !== lastDate) {
		lastDate = date;
		lastDateMs = parseDate(date);
	}
	return lastDateMs;
}

function parseDate(date: string): number | null {
	if (date.length !== 10 || date[4] !== '-' || date[7] !== '-') return null;
	const century = twoDigits(date, 0);
	const ofCentury = twoDigits(date, 2);
	const month = twoDigits(date, 5);
	const day = twoDigits(date, 8);
	if (Math.min(century, ofCentury, month, day) < 0 || century + ofCentury === 0) return null;
	const milliseconds = utc(century * 100 + ofCentury, month - 1, day);
	const found = new Date(milliseconds);
	const exists = found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
	return exists ? milliseconds : null;
}

/** `Z`, `+HH`, `+HHMM` or `+HH:MM`, up to the end of the text. */
function parseOffset(ts: string, start: number): number | TimeFault {
	const sign = ts[start];
	if (sign === 'Z' || sign === 'z') return ts.length === start + 1 ? 0 : NOT_A_TIME;
	if (sign !== '+' && sign !== '-') return NOT_A_TIME;
	const hours = twoDigits(ts, start + 1);
	const rest = ts.slice(start + 3);
	const minutes = rest === '' ? 0 : twoDigits(rest, rest.length - 2);
	const isWhole = rest === '' || rest.length === 2 || (rest.length === 3 && rest[0] === ':');
	if (!isWhole || hours < 0 || minutes < 0) return NOT_A_TIME;
	if (hours > 23 || minutes > 59) return WRONG_OFFSET;
	const offset = hours * HOUR_MS + minutes * MINUTE_MS;
	return sign === '-' ? -offset : offset;
}

/** -1 when there are not two digits. */
function twoDigits(text: string, at: number): number {
	const tens = text.charCodeAt(at) - ZERO;
	const ones = text.charCodeAt(at + 1) - ZERO;
	const areDigits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
	return areDigits ? tens * 10 + ones : -1;
}

function endOfDigits(text: string, start: number): number {
	let end = start;
	while (text.charCodeAt(end) >= ZERO && text.charCodeAt(end) <= ZERO + 9) end++;
	return end;
}
