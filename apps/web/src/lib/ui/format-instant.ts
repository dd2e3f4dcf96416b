const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** An ISO 8601 instant in this browser's time zone: `22 Nov 2026, 08:41`. */
export function formatInstant(instant: string): string {
	return format.format(new Date(instant));
}
