import { isDay } from '@tool-audit/core/format';
import { instantAt } from '../times.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const CLOCK = /(?<clock>\d\d:\d\d(?::\d\d(?:\.\d{3})?)?)/;
const DATE = /(?: (?<date>\d{1,2}) (?<month>[a-z]{3})[a-z]*(?: (?<year>\d{1,4}))?)?/;
const OFFSET = /(?<utc> utc(?:(?<sign>[+−-])(?<hours>\d{1,2})(?::(?<minutes>\d\d))?)?)?/;
const SHOWN = new RegExp(`^${CLOCK.source}${DATE.source}${OFFSET.source}$`);

interface Options {
	/** A date without a year is of the year of this day. */
	day: string;
	timeZone: string;
}

/**
 * The instant of a time as a row shows it, in ISO 8601: `13:30:00.250`, `13:30:00 21 Nov`, `01:00 1 Jan 1970`, and
 * `02:30:00 UTC+1` where the clocks were set back. `undefined` for any other text. It may be in small letters.
 */
export function parseShownTime(text: string, { day, timeZone }: Options): string | undefined {
	const parts = SHOWN.exec(text.toLowerCase())?.groups;
	if (!parts) return undefined;
	const on = dateOf(parts, day);
	if (!on) return undefined;
	const clock = parts.clock!;
	if (!parts.utc) return instantAt(on, clock, timeZone);
	const { sign = '+', hours = '0', minutes = '00' } = parts;
	const offset = `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
	return instantAt(on, `${clock}${offset}`, timeZone);
}

function dateOf(parts: Record<string, string | undefined>, day: string): string | undefined {
	if (parts.date === undefined) return day;
	const month = MONTHS.indexOf(parts.month!) + 1;
	const [year, ...rest] = [parts.year ?? day.slice(0, 4), String(month), parts.date];
	const date = [year.padStart(4, '0'), ...rest.map((part) => part.padStart(2, '0'))].join('-');
	return isDay(date) ? date : undefined;
}
