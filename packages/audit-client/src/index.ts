export {
	createAuditClient,
	isAuditClientError,
	type AuditClient,
	type AuditClientError,
} from './client.ts';
export type { ClientOptions } from './links.ts';
export type { AuditRouter } from './router.ts';

// What goes in and comes out, so that nobody has to install core for a name.
export type {
	Counts,
	DamagedRow,
	Day,
	Entry,
	EntryDetail,
	EntryRow,
	Filter,
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
