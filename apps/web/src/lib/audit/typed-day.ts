import { addDays } from '@tool-audit/core/format';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
	...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
	...['october', 'november', 'december'],
];
const NAME_CHARS_MIN = 3;
const WEEK_DAYS = 7;

type IsMeant = (day: string) => boolean;

/**
 * Which days (`YYYY-MM-DD`) a date means as people type it: `22 nov`, `Nov 22nd, 2026`, `22.11.`, `2026-11`, `saturday`,
 * `last sat`, `yesterday`, `3 days ago`, `last week` (Monday to Sunday). `undefined` for text that is no date; a number alone is none.
 */
export function typedDay(typed: string, today: string): IsMeant | undefined {
	const text = typed.trim().toLowerCase();
	if (text === 'today') return (day) => day === today;
	if (text === 'yesterday') return (day) => day === addDays(today, -1);
	if (/^\d{4}(-\d{0,2}(-\d{0,2})?)?$/.test(text)) return (day) => day.startsWith(text);
	return numbered(text) ?? relative(text, today) ?? named(text, today);
}

/** `22.11.`, `22/11/2026`; the month first only where it can't be the other way round. */
function numbered(text: string): IsMeant | undefined {
	const [, first, second, year] = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4})?)?$/.exec(text) ?? [];
	if (first === undefined || second === undefined) return undefined;
	const [date, month] = Number(second) > MONTHS.length ? [second, first] : [first, second];
	const end = `-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
	return (day) => day.endsWith(end) && day.startsWith(year ?? '');
}

/** `3 days ago`, `2 weeks ago`, `last month`, `this week`. */
function relative(text: string, today: string): IsMeant | undefined {
	const pattern =
		/^(?:(?<name>this|last)|(?<number>\d{1,3}))\s+(?<unit>day|week|month)s?(?<ago>\s+ago)?$/;
	const { name, number, unit, ago } = pattern.exec(text)?.groups ?? {};
	if (unit === undefined || (number === undefined) !== (ago === undefined)) return undefined;
	const back = number === undefined ? Number(name === 'last') : Number(number);
	if (unit === 'day') return (day) => day === addDays(today, -back);
	if (unit === 'week') {
		const week = addDays(mondayOf(today), -back * WEEK_DAYS);
		return (day) => mondayOf(day) === week;
	}
	return (day) => monthsOf(day) === monthsOf(today) - back;
}

/** Names of months and weekdays with numbers beside them, in any order. */
function named(text: string, today: string): IsMeant | undefined {
	const words = text.split(/[\s,]+/).filter(Boolean);
	const isLast = words[0] === 'last';
	const wanted: IsMeant[] = [];
	let hasName = false;
	for (const word of isLast ? words.slice(1) : words) {
		const weekday = indexOfName(WEEKDAYS, word);
		const month = indexOfName(MONTHS, word);
		const [, number] = /^(\d{1,2}|\d{4})(?:st|nd|rd|th|\.)?$/.exec(word) ?? [];
		if (weekday >= 0) wanted.push((day) => weekdayOf(day) === weekday);
		else if (month >= 0) wanted.push((day) => Number(day.slice(5, 7)) === month + 1);
		else if (number === undefined) return undefined;
		else if (number.length > 2) wanted.push((day) => day.startsWith(number));
		else wanted.push((day) => Number(day.slice(8)) === Number(number));
		hasName ||= number === undefined;
	}
	if (!hasName) return undefined;
	if (isLast) wanted.push((day) => day < today && day >= addDays(today, -WEEK_DAYS));
	return (day) => wanted.every((isMeant) => isMeant(day));
}

function indexOfName(names: string[], word: string): number {
	return word.length < NAME_CHARS_MIN ? -1 : names.findIndex((name) => name.startsWith(word));
}

function mondayOf(day: string): string {
	return addDays(day, -((weekdayOf(day) + WEEK_DAYS - 1) % WEEK_DAYS));
}

function monthsOf(day: string): number {
	return Number(day.slice(0, 4)) * MONTHS.length + Number(day.slice(5, 7));
}

function weekdayOf(day: string): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay();
}
