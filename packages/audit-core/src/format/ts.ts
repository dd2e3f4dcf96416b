/**
 * Parses the text of a `ts`: date, `T` or a space, time, and optionally a fraction and an offset. Without a
 * regular expression, because it runs for every line of a million.
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
}

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
	if (ts.length > TS_CHARS_MAX) return null;
	const dayMs = dateMs(ts.slice(0, 10));
	const separator = ts[10];
	if (dayMs === null || (separator !== 'T' && separator !== ' ' && separator !== 't')) return null;
	const hour = twoDigits(ts, 11);
	const minute = ts[13] === ':' ? twoDigits(ts, 14) : -1;
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return null;
	let wallMs = dayMs + hour * HOUR_MS + minute * MINUTE_MS;
	let at = 16;
	if (ts[at] === ':') {
		const second = twoDigits(ts, 17);
		if (second < 0 || second > 59) return null;
		wallMs += second * 1000;
		at = 19;
		if (ts[at] === '.' || ts[at] === ',') {
			const end = endOfDigits(ts, at + 1);
			if (end === at + 1) return null;
			wallMs += Number(ts.slice(at + 1, Math.min(end, at + 4)).padEnd(3, '0'));
			at = end;
		}
	}
	if (at === ts.length) return { wallMs, offsetMs: null };
	const offsetMs = parseOffset(ts, at);
	return offsetMs === null ? null : { wallMs, offsetMs };
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
function parseOffset(ts: string, start: number): number | null {
	const sign = ts[start];
	if (sign === 'Z' || sign === 'z') return ts.length === start + 1 ? 0 : null;
	if (sign !== '+' && sign !== '-') return null;
	const hours = twoDigits(ts, start + 1);
	const rest = ts.slice(start + 3);
	const minutes = rest === '' ? 0 : twoDigits(rest, rest.length - 2);
	const isWhole = rest === '' || rest.length === 2 || (rest.length === 3 && rest[0] === ':');
	if (!isWhole || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
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
