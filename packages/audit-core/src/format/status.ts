/**
 * The statuses of calls and rows. In a separate file because every worker and the page load it without the
 * schemas.
 */
import { statusMeant } from './status-words.ts';

/** How a call ended (docs/format.md §3). */
export const STATUSES = ['ok', 'error', 'denied'] as const;
/** One of `STATUSES`. */
export type Status = (typeof STATUSES)[number];

/** The three statuses, `other` for an entry with an unknown one, `damaged` for a line that is not an entry. */
export const ROW_STATUSES = [...STATUSES, 'other', 'damaged'] as const;
/** One of `ROW_STATUSES`. */
export type RowStatus = (typeof ROW_STATUSES)[number];

/**
 * True for one of the three statuses of a call.
 *
 * @example
 * ```ts
 * isStatus('denied'); // true
 * isStatus('failed'); // false
 * ```
 */
export function isStatus(value: unknown): value is Status {
	return (STATUSES as readonly unknown[]).includes(value);
}

/**
 * What an entry with this `status` is counted and filtered as (docs/format.md §10): other writers say `success`,
 * `timeout` or `blocked`.
 *
 * @example
 * ```ts
 * statusNamed('ok'); // 'ok'
 * statusNamed('Blocked'); // 'denied'
 * statusNamed('pending'); // 'other'
 * ```
 */
export function statusNamed(value: unknown): RowStatus {
	return isStatus(value) ? value : (statusMeant(value) ?? 'other');
}
