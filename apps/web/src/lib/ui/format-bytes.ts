const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `48 B`, `2.1 kB`, `310 MB`: at most three digits, in steps of 1000. */
export function formatBytes(bytes: number): string {
	let value = bytes;
	let unit = 0;
	while (value >= 999.5 && unit < UNITS.length - 1) {
		value /= 1000;
		unit += 1;
	}
	const digits = unit === 0 || value >= 99.95 ? 0 : 1;
	return `${value.toFixed(digits)} ${UNITS[unit]}`;
}
