import { addDays, isDay } from '@tool-audit/core/format';
import { instantAt, parseClock, wallTime } from '../times.ts';
import { typedDay } from '../typed-day.ts';

/** A date without a year is looked for so far back. */
const LOOKED_BACK_DAYS = 366 * 4;

interface TypedOptions {
	/** The day that a clock time without a date belongs to. */
	day: string;
	now: number;
	timeZone: string;
	/** The end of a span: a date alone is then its last moment. */
	isEnd?: boolean;
}

/**
 * The instant of a typed time, in ISO 8601: `20:00`, `now`, `yesterday 20:00`, `sat 8`, `22 nov`, `22.11. 8:30`,
 * `2026-11-22 08:30`. `undefined` for a text that is none.
 */
export function parseTypedTime(text: string, options: TypedOptions): string | undefined {
	const { day, now, timeZone, isEnd = false } = options;
	const typed = text.trim().toLowerCase().replaceAll(',', ' ').replace(/\s+/g, ' ');
	if (typed === 'now') return new Date(now).toISOString();
	const today = wallTime(now, timeZone).slice(0, 10);
	const clock = parseClock(typed);
	if (clock) return instantAt(day, clock, timeZone);
	const whole = parseTypedDate(typed, today);
	if (whole) return instantAt(isEnd ? addDays(whole, 1) : whole, '00:00', timeZone);
	// The clock is the last word: `22 nov 8:30`, `2026-11-22T08:30`.
	const parts = /^(.+?)[ t](\S+)$/.exec(typed);
	const [date, time] = parts
		? [parseTypedDate(parts[1]!.trim(), today), parseClock(parts[2]!)]
		: [];
	return date && time ? instantAt(date, time, timeZone) : undefined;
}

/** A typed date, as `2026-11-22`. One without a year is the last such date up to today. */
export function parseTypedDate(text: string, today: string): string | undefined {
	const typed = text.trim();
	// Half a date means many days.
	if (/^\d{4}/.test(typed)) return isDay(typed) ? typed : undefined;
	const isMeant = typedDay(typed, today);
	if (!isMeant) return undefined;
	const days = Array.from({ length: LOOKED_BACK_DAYS }, (_, back) => addDays(today, -back));
	return days.find(isMeant);
}
