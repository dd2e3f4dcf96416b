/**
 * What a row can be filtered by: the three statuses, `other` for an entry with none of them, `damaged` for
 * a line that is no entry. In a file of its own, because every worker loads it, and none needs the schemas.
 */
export const ROW_STATUSES = ['ok', 'error', 'denied', 'other', 'damaged'] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];
