import { type CountedSecrets, type DaySecrets, distinctSecrets } from '@tool-audit/core';

/** Secrets that an answer names in rows, and without rows: about a megabyte of JSON. All are counted. */
const SECRETS_IN_ROWS_MAX = 10_000;
const DISTINCT_MAX = 1_000;

/** What is counted, for a page: with at most `rowsMax` rows of each day. Without rows it names no secret. */
export function secretsAnswer({ days, missing, unreadable }: CountedSecrets, rowsMax: number) {
	const { secrets, isComplete } = distinctSecrets(days);
	const withSecrets = days.filter(({ secrets, damaged }) => secrets + damaged > 0);
	return {
		days: firstRows(withSecrets, rowsMax),
		distinct: {
			count: secrets.length,
			/** False when there may be more. */
			exact: isComplete,
			/** The most frequent ones. */
			secrets: rowsMax === 0 ? [] : secrets.slice(0, DISTINCT_MAX),
		},
		looked: { days: days.length, daysTotal: days.length + missing.length },
		complete: missing.length === 0,
		unreadable,
	};
}

/** The days, newest first, with the first rows of each, until the answer names enough. */
function firstRows(days: readonly DaySecrets[], rowsMax: number): Omit<DaySecrets, 'distinct'>[] {
	let left = SECRETS_IN_ROWS_MAX;
	return days.map(({ distinct: _, ...day }) => {
		const rows: DaySecrets['rows'] = [];
		for (const row of day.rows.slice(0, rowsMax)) {
			if (left < row.secrets.length) break;
			left -= row.secrets.length;
			rows.push(row);
		}
		return { ...day, rows };
	});
}
