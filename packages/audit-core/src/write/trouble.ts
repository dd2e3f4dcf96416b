import { codeOf } from '@tool-audit/safe-files';
import { isAuditError } from '../errors.ts';

/** Calls that were not recorded as requested: what `onError` gets. */
export interface WriteFailure {
	/**
	 * A system code (`ENOSPC`, `EIO`, …), a code of `AUDIT_ERRORS`, or `stalled`, `queue-full`, `partial-write`,
	 * `vanishing-file` or `closed-before`.
	 */
	code: string;
	/** A sentence for people. It contains no path. */
	message: string;
	/** The owner of the log; empty for a call that can become no entry. */
	user: string;
	/** The day of the file, `YYYY-MM-DD`; empty when the call was refused before it had one. */
	day: string;
	/** Number of calls affected. */
	entries: number;
	/**
	 * `kept`: written when the disk works again. `lost`: not written. `unconfirmed`: in the file, or possibly in it,
	 * but not confirmed by the disk.
	 */
	fate: 'kept' | 'lost' | 'unconfirmed';
}

export const STALLED = 'stalled';
export const QUEUE_FULL = 'queue-full';
export const PARTIAL_WRITE = 'partial-write';
export const VANISHING_FILE = 'vanishing-file';
export const CLOSED_BEFORE = 'closed-before';

const SENTENCES: Record<string, string> = {
	ENOENT: 'The folder of the logs is missing, and can’t be created.',
	ENOSPC: 'The disk is full.',
	EDQUOT: 'The disk quota is used up.',
	EROFS: 'The file system is read-only.',
	EACCES: 'There is no permission to write to the log.',
	EPERM: 'There is no permission to write to the log.',
	EIO: 'The disk reports an error.',
	EMFILE: 'This process has too many files open.',
	ENFILE: 'The machine has too many files open.',
	[STALLED]: 'The disk does not answer.',
	[QUEUE_FULL]: 'Too many entries wait for the disk.',
	[PARTIAL_WRITE]: 'The disk accepted only a part of a line.',
	[VANISHING_FILE]: 'The file is deleted as soon as it is written.',
	[CLOSED_BEFORE]: 'The log was closed before the disk was back.',
};

/** An error with one of this module's codes. */
export function trouble(code: string): Error {
	return Object.assign(new Error(SENTENCES[code]), { code });
}

export function troubleCode(error: unknown): string {
	if (isAuditError(error)) return codeOf(error.cause) || error.code;
	return codeOf(error) || 'unknown';
}

export function sentenceOf(error: unknown): string {
	if (isAuditError(error)) return error.message;
	const code = troubleCode(error);
	return SENTENCES[code] ?? `The log can't be written to (${code}).`;
}
