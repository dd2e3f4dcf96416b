import { formatInstant } from '#lib/ui/format-instant.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** A time: `14:02` if it is today, else `22 Nov 2026, 14:02`. */
export function momentInWords(at: number, now = Date.now()): string {
	const isToday = new Date(at).toDateString() === new Date(now).toDateString();
	return isToday ? clock.format(at) : formatInstant(new Date(at).toISOString());
}
