/**
 * The errors of a log, by code, each with the sentence that says what to do. The place that throws puts a sentence
 * before it that says what was wrong, and whose log it was. Messages contain no path of the machine, except those of
 * a damaged key and of wrong redaction words, which prevent the opening of a log.
 */
export const AUDIT_ERRORS = {
	'bad-user': 'A user is the name of one folder below the home folder: no slashes, no leading dot.',
	'bad-day': 'Give a calendar date that exists, as YYYY-MM-DD.',
	'bad-ref': 'Use the ref of a row of that day, unchanged.',
	'bad-id': 'Give 1 to 64 letters (A to Z, a to z), digits and any of . _ : - as the id.',
	'bad-time': 'Correct this instant, or leave it out.',
	'bad-range': 'Give a whole number in this range.',
	'bad-filter': 'Correct the filter.',
	'bad-cursor': 'Start again without a cursor.',
	'bad-option': 'Correct this option, or leave it out.',
	'bad-time-zone': 'Give a name from the IANA time zone database, such as Europe/Berlin or UTC.',
	'bad-redaction': 'Correct this, or start without these redaction words.',
	'unsafe-file':
		'A log is a plain file with a single name, in plain folders: replace the link or special file.',
	unreadable: 'Check the permissions of the folder and the file.',
	exhausted: 'Close other programs or raise the limit (ulimit -n for open files), then try again.',
	'damaged-key':
		'Restore a copy of it, or delete it: a new one is then created, and secrets get other marks than before.',
	changed: 'Read it again.',
	aborted: 'Repeat the call if its result is still needed.',
	timeout: 'Read fewer days, or use a simpler expression.',
	'not-recorded': 'Check that the disk has free space and that the log can be written to.',
	closed: 'Open the log again.',
} as const;

/** The codes of `AUDIT_ERRORS`. */
export type AuditErrorCode = keyof typeof AUDIT_ERRORS;

/** On every `AuditError`, also of another copy of this package. */
const BRAND = Symbol.for('@tool-audit/core AuditError');

/**
 * An error of a log. `message` is `what` and the sentence of the code: what happened, and what to do.
 *
 * @example
 * ```ts
 * try {
 * 	await log.readDay('alice', '2026-02-30');
 * } catch (error) {
 * 	if (isAuditError(error) && error.code === 'bad-day') console.error(error.message);
 * }
 * ```
 */
export class AuditError extends Error {
	/** Of every error of a log. */
	override readonly name = 'AuditError';
	/** What kind of error it is. */
	readonly code: AuditErrorCode;
	/** A complete sentence: what was wrong, and with which user, day or argument. */
	readonly what: string;

	constructor(code: AuditErrorCode, what: string, options?: ErrorOptions) {
		super(`${what} ${AUDIT_ERRORS[code]}`, options);
		this.code = code;
		this.what = what;
	}

	static {
		Object.defineProperty(this.prototype, BRAND, { value: true });
	}
}

/**
 * True for an `AuditError`, also of another copy of this package and from another realm, where `instanceof` is false: a
 * program may have two copies installed, and a test runner loads its own.
 *
 * @example
 * ```ts
 * const page = await log.readDay('alice', day).catch((error: unknown) => {
 * 	if (isAuditError(error) && error.code === 'unreadable') return null;
 * 	throw error;
 * });
 * ```
 */
export function isAuditError(error: unknown): error is AuditError {
	try {
		return typeof error === 'object' && error !== null && BRAND in error;
	} catch {
		// The trap of a proxy.
		return false;
	}
}

const QUOTED_CHARS_MAX = 80;

/** Untrusted text for a message: in quotes, on one line, with control characters escaped, and truncated. */
export function quote(text: string): string {
	const head = text.length > QUOTED_CHARS_MAX ? `${text.slice(0, QUOTED_CHARS_MAX)}…` : text;
	return JSON.stringify(head);
}
