import {
	addDays,
	FIRST_DAY,
	LAST_DAY,
	openZone,
	parseTs,
	type Zone,
} from '@tool-audit/core/format';

/** How the `ts` of an entry is shown: as it was recorded, or on another clock. */
export type TimeMode = 'recorded' | 'local' | 'utc';

const zones = new Map<string, Zone>();

function zoneNamed(name: string): Zone {
	const zone = zones.get(name) ?? openZone(name);
	zones.set(name, zone);
	return zone;
}

/** The instant of a `ts` in milliseconds; `null` for text that is not a time. Without an offset it is the log's clock. */
export function instantOf(ts: string, logZone: string): number | null {
	return zoneNamed(logZone).parse(ts);
}

/** What to add to UTC to get the wall clock of a zone, in milliseconds. */
export function offsetAt(instant: number, timeZone: string): number {
	return zoneNamed(timeZone).offsetAt(instant);
}

/** Wall clock of an instant in a zone: `2026-11-22 07:41:03.120`. */
export function wallTime(instant: number, timeZone: string): string {
	const wall = new Date(instant + offsetAt(instant, timeZone)).toISOString();
	return wall.replace('T', ' ').replace('Z', '');
}

export interface Clock {
	mode: TimeMode;
	milliseconds: boolean;
	/** The zone of the log, for times without an offset. */
	logZone: string;
	/** The log's zone has not been read yet: nothing may be said of it. */
	isGuess?: boolean;
	/** The zone of the reader. */
	localZone: string;
}

/** The time of day in a row. Text that is not a time is shown unchanged. */
export function timeOfDay(ts: string, clock: Clock): string {
	if (clock.mode === 'recorded') return parseTs(ts) ? recordedTime(ts, clock.milliseconds) : ts;
	const instant = instantOf(ts, clock.logZone);
	if (instant === null) return ts;
	const wall = wallTime(instant, clock.mode === 'utc' ? 'UTC' : clock.localZone);
	// Counted from the end: after the year 9999 a date is longer.
	const time = wall.slice(-'07:41:03.120'.length);
	return clock.milliseconds ? time : time.slice(0, '07:41:03'.length);
}

/** The date and the time of day of a time that may be on another day than its row: `2026-11-22 07:41:03`. */
export function dayAndTime(ts: string, clock: Clock): string {
	const time = timeOfDay(ts, clock);
	if (clock.mode === 'recorded') return parseTs(ts) ? `${ts.slice(0, 10)} ${time}` : ts;
	const instant = instantOf(ts, clock.logZone);
	if (instant === null) return ts;
	const wall = wallTime(instant, zoneOf(clock));
	return `${wall.slice(0, -' 07:41:03.120'.length)} ${time}`;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const YEAR_DAYS = 365.25;

/**
 * What a time of day alone would hide: that its date is not that of the row's day (`−1 d`), or that it was recorded with
 * another offset than the log's clock had (`+9 h`). Empty for the usual time.
 */
export function timeMark(ts: string, day: string, clock: Clock): string {
	const instant = instantOf(ts, clock.logZone);
	if (instant === null) return '';
	const date = dayAndTime(ts, clock).replace(/ [^ ]*$/, '');
	const days = Math.round((Date.parse(date) - Date.parse(day)) / DAY_MS);
	if (Number.isFinite(days) && days !== 0) return daysAway(days);
	const recorded = parseTs(ts)?.offsetMs;
	if (clock.mode !== 'recorded' || clock.isGuess || recorded == null) return '';
	const hours = (recorded - offsetAt(instant, clock.logZone)) / HOUR_MS;
	return hours === 0 ? '' : `${signed(Math.round(hours * 100) / 100)} h`;
}

/** `−1 d`, `+72 y` */
function daysAway(days: number): string {
	const years = Math.trunc(days / YEAR_DAYS);
	return years === 0 ? `${signed(days)} d` : `${signed(years)} y`;
}

const signed = (value: number) =>
	`${value < 0 ? '−' : '+'}${new Intl.NumberFormat('en-GB').format(Math.abs(value))}`;

/** When something was: the time of day, with the date if that is not today's. */
export function momentShown(ts: string, clock: Clock, nowMs: number): string {
	const moment = dayAndTime(ts, clock);
	const today = `${wallTime(nowMs, zoneOf(clock)).slice(0, 10)} `;
	return moment.startsWith(today) ? moment.slice(today.length) : moment;
}

/** The part between the date and the offset of a valid `ts`. */
function recordedTime(ts: string, milliseconds: boolean): string {
	const [, time, fraction] = /^.{11}([\d:]+)(?:[.,](\d+))?/.exec(ts)!;
	return milliseconds && fraction ? `${time}.${fraction.slice(0, 3).padEnd(3, '0')}` : time!;
}

/** All forms of a time, one per line. */
export function timeInFull(ts: string, clock: Pick<Clock, 'logZone' | 'localZone'>): string[] {
	const instant = instantOf(ts, clock.logZone);
	if (instant === null) return [`${ts} as recorded`, 'This is no time that could be read.'];
	const wall = (zone: string) => wallTime(instant, zone).replace(/\.000$/, '');
	const zoned = parseTs(ts)?.offsetMs !== null;
	const zones = [...new Set([clock.localZone, 'UTC'])].filter(
		(zone) => zoned || zone !== clock.logZone,
	);
	return [
		`${ts} as recorded${zoned ? '' : ` (no offset: read as ${clock.logZone})`}`,
		...zones.map((zone) => `${wall(zone)} ${zone}`),
	];
}

/** `Sunday 22 November 2026` */
export function dayInWords(day: string, form: 'long' | 'short' = 'long'): string {
	return new Intl.DateTimeFormat('en-GB', {
		timeZone: 'UTC',
		weekday: form,
		day: 'numeric',
		month: form,
		...(form === 'long' && { year: 'numeric' }),
	})
		.format(Date.parse(`${day}T00:00:00Z`))
		.replace(',', '');
}

/** A date without its weekday, and with the year only if it is another than now: `27 Nov`, `27 Nov 2025`. */
export function dateInWords(day: string, today = new Date().toISOString()): string {
	return new Intl.DateTimeFormat('en-GB', {
		timeZone: 'UTC',
		day: 'numeric',
		month: 'short',
		...(day.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' }),
	}).format(Date.parse(`${day}T00:00:00Z`));
}

/** The zone whose wall clock the rows show. */
export function zoneOf({ mode, logZone, localZone }: Clock): string {
	return { recorded: logZone, local: localZone, utc: 'UTC' }[mode];
}

/** Days have years of four digits (docs/format.md §1), and so have the bounds of a span of time. */
const FIRST_MS = Date.parse(`${FIRST_DAY}T00:00:00.000Z`);
const LAST_MS = Date.parse(`${LAST_DAY}T23:59:59.999Z`);
const withinDays = (ms: number) =>
	new Date(Math.min(LAST_MS, Math.max(FIRST_MS, ms))).toISOString();

/** The instant at which a zone's clock shows this time on this day, as ISO 8601 in UTC. */
export function instantAt(day: string, time: string, timeZone: string): string | undefined {
	const instant = instantOf(`${day}T${time}`, timeZone);
	return instant === null ? undefined : withinDays(instant);
}

/** The instant at which a day ends on a zone's clock: the start of the next one, if there is one. */
export function endOfDay(day: string, timeZone: string): string {
	return day === LAST_DAY
		? instantAt(day, '23:59:59.999', timeZone)!
		: instantAt(addDays(day, 1), '00:00', timeZone)!;
}

/** The wall clock of a bound of a span: `2026-11-22T07:41:03.120Z`, as if it were UTC. */
function wallWithinDays(instant: number, timeZone: string): string {
	return withinDays(instant + offsetAt(instant, timeZone));
}

/** The day of an instant on a zone's clock. */
export function dayAt(instant: number, timeZone: string): string {
	return wallWithinDays(instant, timeZone).slice(0, 10);
}

/** A typed time of day (`8`, `830`, `8:30`, `08.30:15`), as `08:30:15`. */
export function parseClock(text: string): string | undefined {
	const typed = text.trim();
	const match =
		/^(\d{1,2})(?:[:.h ](\d{2})(?:[:. ](\d{2}))?)?$/.exec(typed) ??
		/^(\d{1,2}?)(\d{2})(\d{2})?$/.exec(typed);
	if (!match) return undefined;
	const [hour, minute, second] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
	if (hour! > 23 || minute! > 59 || second! > 59) return undefined;
	return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
}

interface SpanWording {
	/** The day that the page is about: its times have no date. A list over days has none. */
	day?: string | undefined;
	now?: number;
}

interface Place {
	date: string;
	clock: string;
	/** The start of its day, or as an end the end of it. */
	isBound: boolean;
}

/** Where a span starts or ends. It ends at `24:00`, not at midnight of the next day. */
function placeOf(instant: string, timeZone: string, isEnd: boolean): Place {
	const wall = wallWithinDays(Date.parse(instant), timeZone).slice(0, 19);
	const [date, clock] = [wall.slice(0, 10), wall.slice(11).replace(/:00$/, '')];
	if (!isEnd || clock !== '00:00') return { date, clock, isBound: clock === '00:00' };
	const before = new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString();
	return { date: before.slice(0, 10), clock: '24:00', isBound: true };
}

/** The start or end of a span as it can be typed: `20:00` on its own day, `today 20:00`, `27 Nov 20:00`, `27 Nov`. */
export function boundInWords(
	instant: string,
	timeZone: string,
	{ day, now = Date.now(), isEnd = false }: SpanWording & { isEnd?: boolean },
): string {
	const { date, clock, isBound } = placeOf(instant, timeZone, isEnd);
	if (date === day) return clock;
	const today = wallTime(now, timeZone).slice(0, 10);
	const words = date === today ? 'today' : dateInWords(date, today);
	return isBound ? words : `${words} ${clock}`;
}

/** `07:00 to 08:30`, `from 07:00`; where dates matter `27 to 28 Nov`, `27 Nov 22:00 to 28 Nov 02:00`. */
export function spanInWords(
	since: string | undefined,
	until: string | undefined,
	timeZone: string,
	{ day, now = Date.now() }: SpanWording = {},
): string {
	const today = wallTime(now, timeZone).slice(0, 10);
	const from = since ? placeOf(since, timeZone, false) : undefined;
	const to = until ? placeOf(until, timeZone, true) : undefined;
	const isOneDay = !from || !to || from.date === to.date;
	const words = ({ date, clock }: Place) => {
		if (date === day) return clock;
		return `${date === today && isOneDay ? 'today' : dateInWords(date, today)} ${clock}`;
	};
	if (from?.isBound && to?.isBound) return daysInWords(from.date, to.date, today);
	if (from && to) return `${words(from)} to ${isOneDay ? to.clock : words(to)}`;
	if (to) return `until ${words(to)}`;
	return `from ${boundInWords(since!, timeZone, { day, now })}`;
}

/** `27 Nov`, `27 to 28 Nov`, `30 Nov to 2 Dec` */
function daysInWords(first: string, last: string, today: string): string {
	const end = dateInWords(last, today);
	if (first === last) return end;
	const isOneMonth = first.slice(0, 7) === last.slice(0, 7);
	if (isOneMonth) return `${Number(first.slice(8))} to ${end}`;
	// The year of both is said once, unless the first would then be read as of this year.
	const isOneYear = first.slice(0, 4) === last.slice(0, 4);
	return `${dateInWords(first, isOneYear ? last : today)} to ${end}`;
}
