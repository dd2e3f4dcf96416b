/// <reference lib="es2018.asynciterable" preserve="true" />
export type {
	AuditApi,
	BudgetInput,
	ConnectionState,
	DaySpanInput,
	EntryInput,
	HealthQuery,
	ListDaysInput,
	ListedDays,
	Mutation,
	OwnerInput,
	Query,
	ReadDayInput,
	RecentAllUsersInput,
	RecentInput,
	RecordInput,
	SearchInput,
	SecretsAnswer,
	SecretsInput,
	StreamCallbacks,
	Subscription,
	SummaryAllUsersInput,
	SummaryInput,
	SummaryOverDaysInput,
	TailInput,
} from './api.ts';
export type { AuditClient } from './client.ts';
export { createAuditClient } from './create-client.ts';
export type { AuditRouter } from './deprecated.ts';
export {
	AUDIT_CLIENT_ERROR_CODES,
	AuditClientError,
	isAuditClientError,
	type AuditClientErrorCode,
	type ErrorData,
	type ErrorShape,
} from './error.ts';
export type { ExportedFile, ExportOptions } from './walks/export.ts';
export type {
	CallOptions,
	ClientOptions,
	FetchLike,
	HeaderValues,
	Logger,
	RequestOptions,
	UrlObject,
} from './options.ts';
export type {
	FoundCall,
	RecentOptions,
	RowsOptions,
	SearchAllOptions,
	WalkOptions,
} from './walks/pages.ts';
export type { TailOptions, TailRow } from './walks/tail.ts';
export { CLIENT_VERSION } from './version.ts';

// Values of the format and limits of inputs, so that users need not install core for them.
export {
	FILTER_DURATION_MS_MAX,
	FILTER_TEXT_CHARS_MAX,
	FILTER_VALUES_MAX,
	FIRST_DAY,
	ID_CHARS_MAX,
	isDay,
	LAST_DAY,
	PAGE_LIMIT_MAX,
	RECENT_DAYS_MAX,
	ROW_STATUSES,
	SEARCH_LIMIT_MAX,
	SECRET_ROWS_MAX,
	STATUSES,
} from '@tool-audit/core/format';

// The types of inputs and outputs.
export type {
	Call,
	CallArgs,
	Counts,
	DamagedRow,
	DamageReason,
	Day,
	DaySecrets,
	DaysSummary,
	Entry,
	EntryContent,
	EntryDetail,
	EntryRow,
	Filter,
	FoundText,
	Json,
	JsonObject,
	LogChange,
	Order,
	OutsideDay,
	Page,
	Receipt,
	Recent,
	Row,
	RowStatus,
	SearchPage,
	Signal,
	Status,
	Summary,
	TailEvent,
	Unreadable,
	UnreadableReason,
} from '@tool-audit/core/types';
