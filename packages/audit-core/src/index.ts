export type {
	AuditLog,
	Call,
	CallArgs,
	CountedSecrets,
	Counts,
	Day,
	DaySecrets,
	DaySpan,
	DaysSummary,
	DaysSummaryOptions,
	EntryDetail,
	EntryOptions,
	Order,
	OutsideDay,
	Page,
	PageJson,
	ReadDayOptions,
	ReadOptions,
	Receipt,
	Recent,
	RecordedCalls,
	RecordOptions,
	RecentOptions,
	Row,
	RowCounts,
	RowsOptions,
	StoredRow,
	StoredRows,
	SearchOptions,
	SearchPage,
	Summary,
	SummaryOptions,
	ChangesOptions,
	DayChange,
	LogChange,
	NotDays,
	TailEvent,
	TailOptions,
	TimedReadOptions,
	Unreadable,
	UnreadableReason,
} from './audit-log.ts';
export { AUDIT_ERRORS, AuditError, isAuditError, type AuditErrorCode } from './errors.ts';
export type { CallFields, StoredCallFields } from './format/call-fields.ts';
export { addDays, isDay } from './format/day.ts';
export {
	DAMAGE_REASONS,
	type DamagedRow,
	type DamageReason,
	type Entry,
	type EntryContent,
	type EntryRow,
	type FoundText,
	type Json,
	type JsonObject,
} from './format/entry.ts';
export type { DistinctSecret, SecretField, SecretInField } from './format/found-secrets.ts';
export { parseExactJson } from './format/exact-json.ts';
export type { Filter } from './format/filter.ts';
export { filterSchema } from './format/lazy-filter-schema.ts';
export { InvalidRegexError } from './format/invalid-regex-error.ts';
export {
	BUDGET_MAX_MS,
	DISTINCT_SECRETS_MAX,
	FILTER_DURATION_MS_MAX,
	PAGE_LIMIT_MAX,
	RECENT_DAYS_MAX,
	RECENT_LIMIT_MAX,
	SEARCH_LIMIT_MAX,
	SECRET_ROWS_MAX,
	SECRETS_IN_ROW_MAX,
} from './format/limits.ts';
export { SHAPE_NAMES, type ShapeName } from './format/shapes.ts';
export { ROW_STATUSES, STATUSES, type RowStatus, type Status } from './format/status.ts';
export { machineZone, openZone, timeFault, type Zone } from './format/time.ts';
export { distinctSecrets, type SecretOverDays } from './read/query/distinct-secrets.ts';
export { openAuditLog, type AuditLogOptions } from './open-audit-log.ts';
export type { EntryLimits } from './format/entry-limits.ts';
export type { RedactOptions } from './format/redact/redact-options.ts';
export { GAP_TOOL } from './write/gap.ts';
export type { Signal } from './signal.ts';
export { isUser } from './user.ts';
export { readRedactFile } from './write/redact-file.ts';
export type { RecorderStats } from './write/metrics.ts';
export type { Durability, FailurePolicy } from './write/recorder-types.ts';
export type { WriteFailure } from './write/trouble.ts';
