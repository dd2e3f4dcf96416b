/** Checks the arguments of callers, once. Each function returns the parsed value or throws an AuditError. */
import { AuditError, quote } from '../../errors.ts';
import { isDay } from '../../format/day.ts';
import { checkFilter } from '../../format/check-filter.ts';
import type { Filter } from '../../format/filter.ts';
import { parseRef, type Ref } from '../../format/ref.ts';
import { parseTs } from '../../format/ts.ts';
import { compileFilterRegex } from '../scan/matcher.ts';

export function within(name: string, value: number, min: number, max: number): number {
	if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
	const what = `${name} is ${quote(String(value))} and must be from ${min} to ${max}.`;
	throw new AuditError('bad-range', what);
}

export function dayOf(day: string): string {
	if (!isDay(day)) throw new AuditError('bad-day', `${quote(day)} is not a valid day.`);
	return day;
}

/** Milliseconds since 1970. A text must say its offset: an instant is the same everywhere. */
export function instantOf(name: string, instant: string | Date): number {
	if (typeof instant !== 'string') {
		const ms = Number(instant);
		if (Number.isFinite(ms)) return ms;
	} else {
		const time = parseTs(instant);
		if (time && time.offsetMs !== null) return time.wallMs - time.offsetMs;
	}
	const expected = 'a Date, or an instant with its offset as ISO 8601';
	const what = `${name} is ${quote(String(instant))}, and must be ${expected}.`;
	throw new AuditError('bad-time', what);
}

export function refOf(ref: string): Ref {
	const parsed = parseRef(ref);
	if (!parsed) throw new AuditError('bad-ref', `${quote(ref)} is not a valid ref.`);
	return parsed;
}

/** The parsed filter; `undefined` for a filter without any part. */
export function filterOf(filter: Filter | undefined): Filter | undefined {
	if (filter === undefined) return undefined;
	const checked = checkFilter(filter);
	if ('wrongAt' in checked) {
		const { wrongAt, expected } = checked;
		const place = wrongAt === '' ? 'filter' : `filter.${wrongAt}`;
		throw new AuditError('bad-filter', `${place}: ${expected}`);
	}
	const { text, regex } = checked.filter;
	// Here and not only where it runs: an empty log would say nothing, and a worker less.
	if (text !== undefined && regex) compileFilterRegex(text);
	return Object.keys(checked.filter).length > 0 ? checked.filter : undefined;
}

export function cursorOf<T>(cursor: string | undefined, parse: (text: string) => T | null) {
	if (cursor === undefined) return null;
	const parsed = parse(cursor);
	if (parsed === null)
		throw new AuditError('bad-cursor', `${quote(cursor)} is not a valid cursor.`);
	return parsed;
}
