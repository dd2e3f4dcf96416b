import {
	addDays,
	FIRST_DAY,
	LAST_DAY,
	openZone,
	parseTs,
	type Zone,
} from '@tool-audit/core/format';

/** Whose clock times are shown on: the log's, that of UTC or the reader's; or each as it was recorded. */
export type TimeMode = 'log' | 'utc' | 'local' | 'recorded';

/** A time of an entry. */
export interface Moment {
	/** As it was recorded. */
	text: string;
	/** In milliseconds; `null` for a text that is not a time. */
	instant: number | null;
}

const zones = new Map<string, Zone>();

function zoneNamed(name: string): Zone {
	const zone = zones.get(name) ?? openZone(name);
	zones.set(name, zone);
	return zone;
}

/** The instant of a `ts` in milliseconds; `null` for text that is not a time. Without an offset it is the log's clock. */
export function instantOf(ts: unknown, logZone: string): number | null {
	return zoneNamed(logZone).parse(ts);
}

/** A text as a time, such as that of `recorded_at`. */
export function momentOfText(text: string, logZone: string): Moment {
	return { text, instant: instantOf(text, logZone) };
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

/** A time in a row: the time of day, and beside it what that alone would hide. */
interface TimeShown {
	time: string;
	/** The date, if it is not that of the row's day, or the offset; empty for the usual time. */
	mark: string;
}

const TIME_CHARS = '07:41:03'.length;
const SHORT_TIME_CHARS = '07:41'.length;

/** Of a clock that was wrong by years the date has the place of the seconds. */
export function timeShown(moment: Moment, day: string, clock: Clock): TimeShown {
	const [time, mark] = [timeOfDay(moment, clock), timeMark(moment, day, clock)];
	const hasYear = mark !== '' && !isOfYear(dateOf(moment, clock)!, day);
	return { time: hasYear ? time.slice(0, SHORT_TIME_CHARS) : time, mark };
}

/** The time of day in a row. Text that is not a time is shown unchanged. */
export function timeOfDay({ text, instant }: Moment, clock: Clock): string {
	const recorded = isAsRecorded(clock) ? recordedWall(text) : undefined;
	if (recorded) return clock.milliseconds ? recorded.time + recorded.fraction : recorded.time;
	if (instant === null) return text;
	// Counted from the end: after the year 9999 a date is longer.
	const time = wallTime(instant, zoneOf(clock)).slice(-'07:41:03.120'.length);
	return clock.milliseconds ? time : time.slice(0, TIME_CHARS);
}

/** The date of a time on the clock that is shown; `undefined` for text that is not a time. */
export function dateOf({ text, instant }: Moment, clock: Clock): string | undefined {
	const recorded = isAsRecorded(clock) ? recordedWall(text) : undefined;
	if (recorded) return recorded.date;
	return instant === null ? undefined : wallTime(instant, zoneOf(clock)).replace(/ .*$/, '');
}

/** The date and the time of day of a time that may be on another day than its row: `2026-11-22 07:41:03`. */
export function dayAndTime(moment: Moment, clock: Clock): string {
	const [date, time] = [dateOf(moment, clock), timeOfDay(moment, clock)];
	return date === undefined ? time : `${date} ${time}`;
}

/** Until the log's zone is known, its own times are right as they are: the recorder writes them in that zone. */
function isAsRecorded({ mode, isGuess }: Clock): boolean {
	return mode === 'recorded' || (mode === 'log' && isGuess === true);
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * What a time of day alone would hide: that its date is not that of the row's day (`21 Nov`, `1 Jan 1970`), which of two
 * it is where the clocks were set back (`UTC+2`), or that it is shown with another offset than the log's clock had
 * (`+9 h`). Empty for the usual time.
 */
function timeMark(moment: Moment, day: string, clock: Clock): string {
	const { text, instant } = moment;
	const date = dateOf(moment, clock);
	if (instant === null || date === undefined) return '';
	if (date !== day) return dateInWords(date, day);
	if (clock.isGuess) return '';
	if (isRepeated(instant, zoneOf(clock))) return offsetInWords(offsetAt(instant, zoneOf(clock)));
	const recorded = parseTs(text)?.offsetMs;
	if (clock.mode !== 'recorded' || recorded == null) return '';
	const hours = (recorded - offsetAt(instant, clock.logZone)) / HOUR_MS;
	return hours === 0 ? '' : `${signed(Math.round(hours * 100) / 100)} h`;
}

const signed = (value: number) =>
	`${value < 0 ? '−' : '+'}${new Intl.NumberFormat('en-GB').format(Math.abs(value))}`;

/** Beyond the longest change of clocks. */
const CLOCK_CHANGE_MS_MAX = 3 * HOUR_MS;

/** The zone's clock shows this time twice, because it was set back. */
export function isRepeated(instant: number, timeZone: string): boolean {
	const offset = offsetAt(instant, timeZone);
	return [-CLOCK_CHANGE_MS_MAX, CLOCK_CHANGE_MS_MAX].some((away) => {
		const other = offsetAt(instant + away, timeZone);
		return other !== offset && offsetAt(instant + offset - other, timeZone) === other;
	});
}

/** `UTC+2`, `UTC−3:30`, `UTC` */
export function offsetInWords(offsetMs: number): string {
	const minutes = Math.round(Math.abs(offsetMs) / 60_000);
	if (minutes === 0) return 'UTC';
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	const sign = offsetMs < 0 ? '−' : '+';
	return `UTC${sign}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** When something was: the time of day, with the date if that is not today's. */
export function momentShown(moment: Moment, clock: Clock, nowMs: number): string {
	const shown = dayAndTime(moment, clock);
	const today = `${wallTime(nowMs, zoneOf(clock)).slice(0, 10)} `;
	return shown.startsWith(today) ? shown.slice(today.length) : shown;
}

/** The parts of a valid time before its offset; `undefined` for one in another form, which has no such parts. */
function recordedWall(ts: string) {
	const match = /^(\d{4}-\d\d-\d\d).([\d:]+)(?:[.,](\d+))?/.exec(ts);
	if (!match || !parseTs(ts)) return undefined;
	const [, date, time, digits] = match as unknown as [string, string, string, string?];
	return { date, time, fraction: digits ? `.${digits.slice(0, 3).padEnd(3, '0')}` : '' };
}

/** All forms of a time, one per line: the recorded one first, then those of the log's zone, the reader's and UTC. */
export function timeInFull(
	{ text, instant }: Moment,
	{ logZone, localZone, isGuess }: Pick<Clock, 'logZone' | 'localZone' | 'isGuess'>,
): string[] {
	if (instant === null) return [`${text} as recorded`, 'This is no time that could be read.'];
	const hasZone = parseTs(text)?.offsetMs !== null;
	const zones = [...new Set([...(isGuess ? [] : [logZone]), localZone, 'UTC'])].filter(
		(zone) => hasZone || zone !== logZone,
	);
	return [
		`${text} as recorded${hasZone ? '' : ` (no offset: read as ${logZone})`}`,
		...zones.map((zone) => formInFull(instant, zone)),
	];
}

/** `2026-11-22 07:41:03 Europe/Berlin` */
function formInFull(instant: number, zone: string): string {
	const wall = wallTime(instant, zone).replace(/\.000$/, '');
	const offset = isRepeated(instant, zone) ? ` (${offsetInWords(offsetAt(instant, zone))})` : '';
	return `${wall} ${zone}${offset}`;
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
		...(!isOfYear(day, today) && { year: 'numeric' }),
	}).format(Date.parse(`${day}T00:00:00Z`));
}

/** Years after 9999 and before 0 are longer than four digits. */
function isOfYear(day: string, other: string): boolean {
	return day.replace(/-..-..$/, '') === other.slice(0, 4);
}

/** The zone whose wall clock the rows show. Times as they were recorded are found and filtered on the log's clock. */
export function zoneOf({ mode, logZone, localZone }: Clock): string {
	return { log: logZone, recorded: logZone, local: localZone, utc: 'UTC' }[mode];
}

/** `Times in Europe/Berlin`, `Times as recorded`; empty until that is known. */
export function timesInWords(clock: Clock): string {
	if (clock.mode === 'recorded') return 'Times as recorded';
	return clock.mode === 'log' && clock.isGuess ? '' : `Times in ${zoneOf(clock)}`;
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
