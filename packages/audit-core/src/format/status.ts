/**
 * What became of a call, and what a row can be filtered by. In a file of its own, because every worker and the
 * page load it, and neither needs the schemas.
 */

/** What became of a call. docs/format.md §3. */
export const STATUSES = ['ok', 'error', 'denied'] as const;
export type Status = (typeof STATUSES)[number];

/** The three statuses, `other` for an entry with none of them, `damaged` for a line that is no entry. */
export const ROW_STATUSES = [...STATUSES, 'other', 'damaged'] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];

export function isStatus(value: unknown): value is Status {
	return (STATUSES as readonly unknown[]).includes(value);
}

/** The row status of an entry with this `status`. */
export function statusNamed(value: unknown): RowStatus {
	return isStatus(value) ? value : 'other';
}
