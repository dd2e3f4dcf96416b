import type { DaySecrets } from '@tool-audit/core';

/** Secrets that one answer names: about a megabyte of JSON. All are counted. */
const SECRETS_MAX = 10_000;

/** The days, newest first, with the first rows of each, until the answer names enough. */
export function firstRows(days: readonly DaySecrets[], rowsOfDay: number): DaySecrets[] {
	let left = SECRETS_MAX;
	return days.map((day) => {
		const rows: DaySecrets['rows'] = [];
		for (const row of day.rows.slice(0, rowsOfDay)) {
			if (left < row.secrets.length) break;
			left -= row.secrets.length;
			rows.push(row);
		}
		return { ...day, rows };
	});
}
