export {
	createAuditClient,
	isAuditClientError,
	type AuditClient,
	type AuditClientError,
} from './client.ts';
export type { ClientOptions } from './links.ts';
export type { AuditRouter } from './router.ts';

// The types of inputs and outputs, so that users need not install core for them.
export type {
	Counts,
	DamagedRow,
	Day,
	Entry,
	EntryDetail,
	EntryRow,
	Filter,
	FoundText,
	Json,
	JsonObject,
	Page,
	Receipt,
	Recent,
	Row,
	SearchPage,
	Status,
	Summary,
	TailEvent,
} from '@tool-audit/core';
