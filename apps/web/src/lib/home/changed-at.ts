import { agoInWords } from '../ui/ago-in-words.ts';

const DAY_MS = 86_400_000;
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dateOfYear = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/**
 * When a file changed: `5 minutes ago` in the last day, which is the same in every time zone, else `22 Nov`, with the
 * year if it is another one.
 */
export function changedAt(instant: string, now: number): string {
	const changed = new Date(instant);
	const today = new Date(now);
	if (now - changed.getTime() < DAY_MS) return agoInWords(changed.getTime(), now);
	return (changed.getFullYear() === today.getFullYear() ? date : dateOfYear).format(changed);
}
