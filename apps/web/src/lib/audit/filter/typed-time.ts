import { addDays, isDay } from '@tool-audit/core/format';
import { dayAt, endOfDay, instantAt, parseClock } from '../times.ts';
import { parseShownTime } from './shown-time.ts';
import { typedDay } from '../typed-day.ts';

/** A date without a year is looked for so far back. */
const LOOKED_BACK_DAYS = 366 * 4;

const MINUTE_MS = 60_000;
const UNITS_MS: Record<string, number> = {
	m: MINUTE_MS,
	h: 60 * MINUTE_MS,
	d: 24 * 60 * MINUTE_MS,
	w: 7 * 24 * 60 * MINUTE_MS,
};
/** A weekday comes again after so many days. */
const WEEK_DAYS = 7;

interface TypedOptions {
	now: number;
	timeZone: string;
	/** The day that the page is about; a list over days has none. */
	day?: string | undefined;
	/** The end of a span: a date alone is then its last moment. */
	isEnd?: boolean;
	/** The start of the span, for its end: a time without a date is the first one after it. */
	since?: string | undefined;
}

/**
 * The instant of a typed time, in ISO 8601: `20:00`, `10:30 pm`, `now`, `-2h`, `30m ago`, `yesterday 20:00`, `sat 8`,
 * `22 nov`, `last month`, `22.11. 8:30`, `2026-11-22 08:30`. `undefined` for a text that is none.
 *
 * A time without a date is one of the page's day. Over days it is the last one up to now, and as an end the first one
 * after the start.
 */
export function parseTypedTime(text: string, options: TypedOptions): string | undefined {
	const { day, now, timeZone, isEnd = false, since } = options;
	const typed = text
		.trim()
		.toLowerCase()
		.replaceAll(',', ' ')
		.replace(/\s+/g, ' ')
		.replace(/(\d) ?([ap])\.?m\.?$/, '$1$2m');
	const today = dayAt(now, timeZone);
	const at = (date: string, clock: string) => instantAt(date, clock, timeZone);
	const endOf = (date: string) => endOfDay(date, timeZone);
	const shown = parseShownTime(typed, { day: day ?? today, timeZone });
	// A time of day alone is also the end of a span, or of another day.
	if (shown && / |\.\d{3}$/.test(typed)) return shown;
	const ago = agoMs(typed);
	if (ago !== undefined) {
		const round = isEnd ? Math.ceil : Math.floor;
		return new Date(round((now - ago) / MINUTE_MS) * MINUTE_MS).toISOString();
	}
	const clock = parseTypedClock(typed);
	if (clock) {
		const start = isEnd && since ? dayAt(Date.parse(since), timeZone) : undefined;
		if (start) return firstAfter(since!, [at(start, clock), at(addDays(start, 1), clock)]);
		if (day !== undefined) return isEnd && clock === MIDNIGHT ? endOf(day) : at(day, clock);
		const latest = at(today, clock);
		return latest && Date.parse(latest) > now ? at(addDays(today, -1), clock) : latest;
	}
	// The clock is the last word: `22 nov 8:30`, `2026-11-22T08:30`.
	const [, dateWords, time] = /^(.+?)[ t](\S+)$/.exec(typed) ?? [];
	const dayClock = time && parseTypedClock(time);
	// `sat 8` is a time, `nov 8` a date.
	const isTime = dayClock && WEEKDAY.test(dateWords!);
	const dateOf = isEnd ? parseTypedDate : firstOf;
	const date = isTime ? undefined : dateOf(typed, today);
	if (date) return isEnd ? endOf(date) : at(date, MIDNIGHT);
	const named = dateWords && parseTypedDate(dateWords.trim(), today);
	if (!dayClock || !named) return undefined;
	const instant = time.startsWith('24') ? endOf(named) : at(named, dayClock);
	if (!instant || !WEEKDAY.test(dateWords)) return instant;
	// The last such weekday, unless the span begins after it.
	if (isEnd && since && instant <= since) return at(addDays(named, WEEK_DAYS), dayClock);
	const isAhead = Date.parse(instant) > now && !(isEnd && since);
	return isAhead ? at(addDays(named, -WEEK_DAYS), dayClock) : instant;
}

const MIDNIGHT = '00:00:00';

function firstAfter(since: string, instants: (string | undefined)[]): string | undefined {
	return instants.find((instant) => instant !== undefined && instant > since);
}

/** How long ago `now`, `-2h`, `2h ago`, `90 min ago` or `30d` is. Hours without a sign could be of the clock. */
function agoMs(typed: string): number | undefined {
	if (typed === 'now') return 0;
	const [, minus, count, unit, ago] =
		/^([-−])? ?(\d{1,5}) ?(m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)( ago)?$/.exec(
			typed,
		) ?? [];
	return unit && (minus || ago || /^[dw]/.test(unit))
		? Number(count) * UNITS_MS[unit[0]!]!
		: undefined;
}

/** A time of day, also with `am` and `pm`, and `24:00` for the end of a day. */
function parseTypedClock(typed: string): string | undefined {
	if (/^24([:.]?00)?$/.test(typed)) return MIDNIGHT;
	const [, twelve, half] = /^(\S+?)([ap])m$/.exec(typed) ?? [];
	if (twelve === undefined) return parseClock(typed);
	const clock = parseClock(twelve);
	const hour = Number(clock?.slice(0, 2));
	if (!clock || hour < 1 || hour > 12) return undefined;
	return `${String((hour % 12) + (half === 'p' ? 12 : 0)).padStart(2, '0')}${clock.slice(2)}`;
}

const WEEKDAY = /^(last )?(sun|mon|tue|wed|thu|fri|sat)[a-z]*$/;

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

/** The first day of what a typed date means: of a month or a week it is not the one that `parseTypedDate` finds. */
function firstOf(typed: string, today: string): string | undefined {
	let first = parseTypedDate(typed, today);
	const isMeant = first && typedDay(typed, today);
	while (first && isMeant && isMeant(addDays(first, -1))) first = addDays(first, -1);
	return first;
}
