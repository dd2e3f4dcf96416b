const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dateOfYear = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** When a file changed, as short as it can be said: `22:31` today, else `22 Nov`, with the year if it is another one. */
export function changedAt(instant: string, now: number): string {
	const changed = new Date(instant);
	const today = new Date(now);
	if (changed.toDateString() === today.toDateString()) return time.format(changed);
	return (changed.getFullYear() === today.getFullYear() ? date : dateOfYear).format(changed);
}
