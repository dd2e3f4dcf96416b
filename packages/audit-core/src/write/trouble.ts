import { AuditError } from '../errors.ts';

/** Calls that were not recorded as asked; handed to `onError`. */
export interface WriteFailure {
	/** `ENOSPC`, `EIO`, … as the system says it, or a word of this module, or a code of `AUDIT_ERRORS`. */
	code: string;
	/** A sentence for people. Holds no path. */
	message: string;
	user: string;
	day: string;
	/** How many calls it concerns. */
	entries: number;
	/**
	 * `kept`: written when the disk is back. `lost`: not written. `unconfirmed`: in the file, or on the way
	 * there, without the disk's word for it.
	 */
	fate: 'kept' | 'lost' | 'unconfirmed';
}

export const STALLED = 'stalled';
export const QUEUE_FULL = 'queue-full';
export const PARTIAL_WRITE = 'partial-write';
export const VANISHING_FILE = 'vanishing-file';
export const CLOSED_BEFORE = 'closed-before';

const SENTENCES: Record<string, string> = {
	ENOSPC: 'The disk is full.',
	EDQUOT: 'The disk quota is used up.',
	EROFS: 'The file system is read-only.',
	EACCES: 'The log may not be written to.',
	EPERM: 'The log may not be written to.',
	EIO: 'The disk reports an error.',
	EMFILE: 'This process has too many files open.',
	ENFILE: 'The machine has too many files open.',
	[STALLED]: 'The disk does not answer.',
	[QUEUE_FULL]: 'Too many entries wait for the disk.',
	[PARTIAL_WRITE]: 'The disk took only a part of a line.',
	[VANISHING_FILE]: 'The file is deleted as soon as it is written.',
	[CLOSED_BEFORE]: 'The log was closed before the disk was back.',
};

/** An error with a word of this module as its code. */
export function trouble(code: string): Error {
	return Object.assign(new Error(SENTENCES[code]), { code });
}

export function troubleCode(error: unknown): string {
	if (error instanceof AuditError) return systemCode(error.cause) ?? error.code;
	return systemCode(error) ?? 'unknown';
}

export function sentenceOf(error: unknown): string {
	if (error instanceof AuditError) return error.message;
	const code = troubleCode(error);
	return SENTENCES[code] ?? `The log can't be written to (${code}).`;
}

function systemCode(error: unknown): string | null {
	if (!(error instanceof Error) || !('code' in error)) return null;
	return typeof error.code === 'string' ? error.code : null;
}
