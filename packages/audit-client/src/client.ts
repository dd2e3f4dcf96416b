import type { Day, Row } from '@tool-audit/core/types';
import type { AuditApi, HealthQuery } from './api.ts';
import type {
	ExportedFile,
	ExportOptions,
	FoundCall,
	RecentOptions,
	RowsOptions,
	SearchAllOptions,
	TailOptions,
	TailRow,
	WalkOptions,
} from './walks/options.ts';

/** A client of a Tool Audit server. Sign-in, accounts and files are available only on the page. */
export interface AuditClient {
	/** The procedures of the log, one request each. */
	readonly audit: AuditApi;
	/** Whether the server answers, and its version. Needs no key. */
	readonly health: HealthQuery;
	/**
	 * Rows as they are appended, each once: first those since an instant, if you give one, then live. The tail survives a
	 * restart of the server. `break` and `return()` close its connection at once, also while a row is waited for. An abort
	 * of its signal ends it at once, without an error.
	 *
	 * @example
	 * ```ts
	 * for await (const row of client.tail({ since: new Date(Date.now() - 3_600_000) })) {
	 * 	if (row.kind === 'entry' && !row.problems) console.log(row.entry.tool, row.entry.status);
	 * }
	 * ```
	 *
	 * @throws AuditClientError for a failure that waiting does not cure, such as a revoked key
	 */
	readonly tail: (options?: TailOptions) => AsyncGenerator<TailRow, void>;
	/**
	 * All days of a log, newest first, with their counts.
	 *
	 * @throws AuditClientError
	 */
	readonly days: (options?: WalkOptions) => AsyncGenerator<Day, void>;
	/**
	 * All rows of a day, or those that match a filter.
	 *
	 * @example
	 * ```ts
	 * for await (const row of client.rows('2026-11-22', { filter: { status: ['error'] } })) {
	 * 	if (row.kind === 'entry') console.log(row.position, row.entry.tool);
	 * }
	 * ```
	 *
	 * @throws AuditClientError
	 */
	readonly rows: (day: string, options?: RowsOptions) => AsyncGenerator<Row, void>;
	/**
	 * All calls that match a filter, newest first, over all days or a range of them.
	 *
	 * @example
	 * ```ts
	 * for await (const { day, entry } of client.search({ filter: { text: 'plan.md' } })) {
	 * 	console.log(day, entry.tool);
	 * }
	 * ```
	 *
	 * @throws AuditClientError
	 */
	readonly search: (options: SearchAllOptions) => AsyncGenerator<FoundCall, void>;
	/**
	 * All calls of the last days, newest first.
	 *
	 * @example
	 * ```ts
	 * for await (const { day, entry } of client.recent({ days: 2 })) console.log(day, entry.tool);
	 * ```
	 *
	 * @throws AuditClientError
	 */
	readonly recent: (options?: RecentOptions) => AsyncGenerator<FoundCall, void>;
	/**
	 * The rows of a day as a file: a stream of bytes. Each export is recorded in the log of the key's account.
	 *
	 * @example
	 * ```ts
	 * const file = await client.export('2026-11-22', { format: 'csv' });
	 * await writeFile(file.name, file);
	 * ```
	 *
	 * @throws AuditClientError
	 */
	readonly export: (day: string, options?: ExportOptions) => Promise<ExportedFile>;
}
