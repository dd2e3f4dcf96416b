/**
 * Everything the log refuses, by code. The sentence says what to do; what was wrong, and whose it was,
 * is put before it where the error is made. No message holds a path of the machine, except that of a damaged key,
 * which stops the opening of a log.
 */
export const AUDIT_ERRORS = {
	'bad-user': 'A user is the name of one folder below the home: no separators, no leading dot.',
	'bad-day': 'Give a calendar date that exists, as YYYY-MM-DD.',
	'bad-ref': 'Take the ref from a row of that day as it is.',
	'bad-range': 'Give whole numbers within the bounds.',
	'bad-filter': 'Change the filter.',
	'bad-cursor': 'Start again without a cursor.',
	'bad-time-zone': 'Give a name of the IANA time zone database, such as Europe/Berlin or UTC.',
	'unsafe-file':
		'A log is a plain file with one name, in plain folders: replace the link or special file.',
	unreadable: 'Check the permissions of the folder and the file.',
	'damaged-key':
		'Put a copy of it back, or delete it: a new one is then made, and secrets get other marks than before.',
	changed: 'Read it again.',
	aborted: 'Ask again if it is still wanted.',
	timeout: 'Ask for less: fewer days, or a simpler expression.',
	'not-recorded': 'See that the disk has room and that the log may be written to.',
	closed: 'Open the log again.',
} as const;

export type AuditErrorCode = keyof typeof AUDIT_ERRORS;

export class AuditError extends Error {
	override readonly name = 'AuditError';
	readonly code: AuditErrorCode;
	/** A whole sentence: who and what was refused. */
	readonly what: string;

	constructor(code: AuditErrorCode, what: string, options?: ErrorOptions) {
		super(`${what} ${AUDIT_ERRORS[code]}`, options);
		this.code = code;
		this.what = what;
	}
}

const QUOTED_CHARS_MAX = 80;

/** Foreign text for a message: on one line, visible, and not longer than a line. */
export function quote(text: string): string {
	const head = text.length > QUOTED_CHARS_MAX ? `${text.slice(0, QUOTED_CHARS_MAX)}…` : text;
	return JSON.stringify(head);
}
