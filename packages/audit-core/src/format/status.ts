/**
 * The statuses of calls and rows. In a separate file because every worker and the page load it without the
 * schemas.
 */

/** How a call ended (docs/format.md §3). */
export const STATUSES = ['ok', 'error', 'denied'] as const;
export type Status = (typeof STATUSES)[number];

/** The three statuses, `other` for an entry with none of them, `damaged` for a line that is not an entry. */
export const ROW_STATUSES = [...STATUSES, 'other', 'damaged'] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];

export function isStatus(value: unknown): value is Status {
	return (STATUSES as readonly unknown[]).includes(value);
}

/** The row status of an entry with this `status`. */
export function statusNamed(value: unknown): RowStatus {
	return isStatus(value) ? value : 'other';
}
