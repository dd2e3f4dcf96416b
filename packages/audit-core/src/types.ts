/**
 * `@tool-audit/core/types`: the types of what a log takes and gives, without the log. They are plain data, so a client of a
 * server has the same.
 */
export type {
	Call,
	CallArgs,
	CountedSecrets,
	Counts,
	Day,
	DayChange,
	DaySecrets,
	DaysSummary,
	EntryDetail,
	LogChange,
	NotDays,
	Order,
	OutsideDay,
	Page,
	PageJson,
	Receipt,
	Recent,
	Row,
	SearchPage,
	Summary,
	TailEvent,
	Unreadable,
	UnreadableReason,
} from './audit-log.ts';
export type { CallFields, StoredCallFields } from './format/call-fields.ts';
export type {
	DamagedRow,
	DamageReason,
	Entry,
	EntryContent,
	EntryRow,
	FoundText,
	Json,
	JsonObject,
} from './format/entry.ts';
export type { Filter } from './format/filter.ts';
export type { DistinctSecret, SecretField, SecretInField } from './format/found-secrets.ts';
export type { RowStatus, Status } from './format/status.ts';
export type { SecretOverDays } from './read/query/distinct-secrets.ts';
export type { Signal } from './signal.ts';
