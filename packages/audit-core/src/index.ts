export {
	BUDGET_MAX_MS,
	PAGE_LIMIT_MAX,
	RECENT_DAYS_MAX,
	RECENT_LIMIT_MAX,
	SEARCH_LIMIT_MAX,
	type AuditLog,
	type Call,
	type Counts,
	type Day,
	type DaysSummary,
	type EntryDetail,
	type Order,
	type OutsideDay,
	type Page,
	type ReadDayOptions,
	type ReadOptions,
	type Receipt,
	type Recent,
	type RecentOptions,
	type Row,
	type RowCounts,
	type StoredRow,
	type StoredRows,
	type SearchPage,
	type Summary,
	type ChangesOptions,
	type DayChange,
	type LogChange,
	type TailEvent,
	type TimedReadOptions,
	type Unreadable,
	type UnreadableReason,
} from './audit-log.ts';
export { AUDIT_ERRORS, AuditError, type AuditErrorCode } from './errors.ts';
export { addDays, isDay } from './format/day.ts';
export {
	DAMAGE_REASONS,
	STATUSES,
	type DamagedRow,
	type DamageReason,
	type Entry,
	type EntryContent,
	type EntryRow,
	type Json,
	type JsonObject,
	type Status,
} from './format/entry.ts';
export { filterSchema, type Filter } from './format/filter.ts';
export { ROW_STATUSES, type RowStatus } from './format/row-status.ts';
export { machineZone, openZone, type Zone } from './format/time.ts';
export { isUser } from './home.ts';
export { openAuditLog, type AuditLogOptions } from './open-audit-log.ts';
export type { EntryLimits } from './format/encode.ts';
export type { RedactOptions } from './format/redact/redactor.ts';
export type { Durability } from './write/day-file.ts';
export { GAP_TOOL } from './write/gap.ts';
export type { RecorderStats } from './write/metrics.ts';
export type { FailurePolicy } from './write/outage.ts';
export type { WriteFailure } from './write/trouble.ts';
