const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const withZone = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

/** An ISO 8601 instant in this browser's time zone: `22 Nov 2026, 08:41`. */
export function formatInstant(instant: string): string {
	return format.format(new Date(instant));
}

/** `22 Nov 2026, 08:41:07 CET` */
export function formatInstantWithZone(instant: string): string {
	return withZone.format(new Date(instant));
}
