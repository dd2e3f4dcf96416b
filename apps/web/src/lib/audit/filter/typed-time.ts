import { addDays, isDay } from '@tool-audit/core/format';
import { instantAt, parseClock, wallTime } from '../times.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');
const WEEK_DAYS = 7;

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
	const typed = text.trim().toLowerCase();
	if (isDay(typed)) return typed;
	if (typed === 'today') return today;
	if (typed === 'yesterday') return addDays(today, -1);
	const weekday = WEEKDAYS.findIndex((name) => typed.startsWith(name));
	if (weekday !== -1 && /^[a-z]+$/.test(typed)) {
		const now = new Date(`${today}T00:00:00Z`).getUTCDay();
		return addDays(today, -((now - weekday + WEEK_DAYS) % WEEK_DAYS));
	}
	const words =
		/^(?<day>\d{1,2})(?:st|nd|rd|th|\.)? ?(?<month>[a-z]{3,9})\.?(?: (?<year>(?:19|20)\d{2}))?$/.exec(
			typed,
		) ??
		/^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?: (?<year>(?:19|20)\d{2}))?$/.exec(
			typed,
		) ??
		/^(?<day>\d{1,2})\.(?<number>\d{1,2})\.?(?<year>(?:19|20)\d{2})?$/.exec(typed);
	if (!words) return undefined;
	const { day, month, number, year } = words.groups as Record<string, string | undefined>;
	const at = month ? MONTHS.indexOf(month.slice(0, 3)) + 1 : Number(number);
	const of = (written: string) =>
		`${written}-${String(at).padStart(2, '0')}-${day!.padStart(2, '0')}`;
	const date = of(year ?? today.slice(0, 4));
	const found = !year && date > today ? of(String(Number(today.slice(0, 4)) - 1)) : date;
	return isDay(found) ? found : undefined;
}
