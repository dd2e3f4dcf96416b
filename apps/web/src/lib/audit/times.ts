/** How the `ts` of an entry is shown: as it was recorded, or its instant in another clock. */
export type TimeMode = 'recorded' | 'local' | 'utc';

const TS =
	/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
const HOUR_MS = 3_600_000;

/** The instant of a `ts`, in milliseconds. Without an offset it is the wall clock of the log's zone. */
export function instantOf(ts: string, timeZone: string): number | undefined {
	const match = TS.exec(ts);
	if (!match) return undefined;
	const [, date, clock, fraction = '0', offset] = match;
	const wall = Date.parse(`${date}T${clock}Z`) + Math.floor(Number(`0.${fraction}`) * 1_000);
	if (Number.isNaN(wall)) return undefined;
	if (offset) return wall - offsetMs(offset);
	return instantOfWall(wall, timeZone);
}

function offsetMs(offset: string): number {
	if (offset.length === 1) return 0;
	const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
	const ms = Number(digits.slice(0, 2)) * HOUR_MS + (Number(digits.slice(2)) * HOUR_MS) / 60;
	return offset.startsWith('-') ? -ms : ms;
}

/** Guess with the offset of the wall clock taken as UTC, then once more with the offset found there. */
function instantOfWall(wall: number, timeZone: string): number {
	const guess = wall - zoneOffsetMs(wall, timeZone);
	return wall - zoneOffsetMs(guess, timeZone);
}

/** Offsets change only on a quarter of an hour, so one answer of the slow Intl serves all of it. */
const OFFSET_SPAN_MS = HOUR_MS / 4;
const OFFSETS_KEPT_MAX = 1_000;
const offsets = new Map<string, number>();

/** What to add to UTC to get the wall clock of a zone. */
function zoneOffsetMs(instant: number, timeZone: string): number {
	const span = Math.floor(instant / OFFSET_SPAN_MS);
	const key = `${timeZone} ${span}`;
	let offset = offsets.get(key);
	if (offset === undefined) {
		if (offsets.size >= OFFSETS_KEPT_MAX) offsets.clear();
		offset = readOffsetMs(span * OFFSET_SPAN_MS, timeZone);
		offsets.set(key, offset);
	}
	return offset;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function readOffsetMs(instant: number, timeZone: string): number {
	const part = Object.fromEntries(
		clockOf(timeZone)
			.formatToParts(instant)
			.map(({ type, value }) => [type, value]),
	);
	const [year, month, day] = [Number(part.year), Number(part.month) - 1, Number(part.day)];
	// Not `Date.UTC`, which takes the years before 100 for those of the twentieth century.
	const wall = new Date(0);
	wall.setUTCFullYear(part.era === 'BC' ? 1 - year : year, month, day);
	wall.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
	return wall.getTime() - Math.floor(instant / 1_000) * 1_000;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
	let clock = clocks.get(timeZone);
	if (!clock) {
		clock = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			era: 'short',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		clocks.set(timeZone, clock);
	}
	return clock;
}

/** Wall clock of an instant in a zone: `2026-11-22 07:41:03.120`. */
export function wallTime(instant: number, timeZone: string): string {
	const wall = new Date(instant + zoneOffsetMs(instant, timeZone)).toISOString();
	return wall.replace('T', ' ').replace('Z', '');
}

export interface Clock {
	mode: TimeMode;
	milliseconds: boolean;
	/** The zone of the log, for times without an offset. */
	logZone: string;
	/** The zone of the one who reads. */
	localZone: string;
}

/** The time of day in a row. Text that is no time is shown as it stands. */
export function timeOfDay(ts: string, clock: Clock): string {
	const match = TS.exec(ts);
	if (!match) return ts;
	if (clock.mode === 'recorded') {
		const [, , time, fraction] = match;
		return clock.milliseconds && fraction
			? `${time}.${fraction.slice(0, 3).padEnd(3, '0')}`
			: time!;
	}
	const instant = instantOf(ts, clock.logZone);
	if (instant === undefined) return ts;
	const wall = wallTime(instant, clock.mode === 'utc' ? 'UTC' : clock.localZone);
	// From its end: behind the year 9999 a date is longer.
	const time = wall.slice(-'07:41:03.120'.length);
	return clock.milliseconds ? time : time.slice(0, '07:41:03'.length);
}

/** Everything there is to say about a time, one line each. */
export function timeInFull(ts: string, clock: Pick<Clock, 'logZone' | 'localZone'>): string[] {
	const instant = instantOf(ts, clock.logZone);
	if (instant === undefined) return [`${ts} as recorded`, 'This is no time that could be read.'];
	const wall = (zone: string) => wallTime(instant, zone).replace(/\.000$/, '');
	const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(ts);
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

/** Only real calendar dates are days. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The calendar date so many days earlier. */
export function daysBefore(day: string, count: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() - count);
	return date.toISOString().slice(0, 10);
}

/** The zone whose wall clock the rows show. */
export function zoneOf({ mode, logZone, localZone }: Clock): string {
	return { recorded: logZone, local: localZone, utc: 'UTC' }[mode];
}

/** The instant at which a zone's clock shows this time on this day, as ISO 8601 in UTC. */
export function instantAt(day: string, time: string, timeZone: string): string | undefined {
	const instant = instantOf(`${day}T${time}`, timeZone);
	return instant === undefined ? undefined : new Date(instant).toISOString();
}

/** A time of day as somebody types it: `8`, `830`, `8:30`, `08.30:15`, as `08:30:15`. */
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

/** `07:00 to 08:30`, `from 07:00`, `until 08:30:15`; with its date, what is not of the day that is given. */
export function spanInWords(
	since: string | undefined,
	until: string | undefined,
	timeZone: string,
	day?: string,
): string {
	const words = (instant: string) => {
		const wall = wallTime(Date.parse(instant), timeZone).slice(0, 19).replace(/:00$/, '');
		return day === undefined || wall.startsWith(day) ? wall.slice(11) : wall;
	};
	if (since && until) return `${words(since)} to ${words(until)}`;
	return since ? `from ${words(since)}` : `until ${words(until!)}`;
}
