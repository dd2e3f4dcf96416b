import type { Call, Receipt, RecordedCalls, RecordOptions } from '@tool-audit/core/recorder';

/** Where imported calls go, and what is there already: an `AuditLog`, or a recorder. */
export interface ImportTarget {
	record(call: Call, options?: RecordOptions): Promise<Receipt>;
	calls(user: string, day: string, options?: { signal?: AbortSignal }): Promise<RecordedCalls>;
	/** The day of an instant in milliseconds since 1970, in the log's time zone: `YYYY-MM-DD`. */
	dayOf(instantMs: number): string;
}

export interface ImportOptions {
	target: ImportTarget;
	/** Whose log the calls belong to. */
	user: string;
	/** The data folder, for claims. */
	data: string;
	/** Name of this machine. */
	host: string;
	/** Only calls from this instant on, in milliseconds since 1970. All by default. */
	sinceMs?: number | undefined;
	/** Counts what would be written, and writes nothing. */
	dryRun?: boolean | undefined;
	/** Called about ten times a second. */
	onProgress?: ((progress: ImportProgress) => void) | undefined;
	/** Ends the import. What is written stays, and the next import continues. */
	signal?: AbortSignal | undefined;
	/** The clock, in milliseconds since 1970. `Date.now` by default. */
	now?: (() => number) | undefined;
}

export interface ImportProgress {
	/** How much of the history was read, and how much there is. */
	bytes: number;
	bytesTotal: number;
	/** Calls that were written, or would be. */
	calls: number;
}

/** What an import wrote, or in a dry run would write. */
export interface ImportReport {
	/** Files with history that were read. */
	files: number;
	bytes: number;
	/** Calls of each day, oldest first. */
	days: ImportedDay[];
	calls: number;
	/** Calls that were in the log already. */
	already: number;
	/** Calls without a result in sessions that may still go on. A later import brings them. */
	open: number;
	/** Lines about calls whose shape is not known: a version of the agent that was never seen. */
	unknownLines: number;
	/** Files that can't be read, each with the reason as a sentence. */
	unreadable: { path: string; reason: string }[];
}

export interface ImportedDay {
	/** `YYYY-MM-DD` */
	day: string;
	calls: number;
	ok: number;
	error: number;
	denied: number;
}
