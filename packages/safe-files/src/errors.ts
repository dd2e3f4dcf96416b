/**
 * Why a file was not opened or changed.
 *
 * - `not-plain`: a link, a file with a second hard link, or anything else that is not a plain file or folder.
 * - `denied`: this process lacks the permissions.
 * - `taken`: the name already exists.
 * - `damaged`: a key file does not hold a key.
 * - `too-large`: the file is larger than the limit.
 */
export type SafeFileErrorCode = 'not-plain' | 'denied' | 'taken' | 'damaged' | 'too-large';

/** An expected failure. The message names no path, except that of a key file. */
export class SafeFileError extends Error {
	override name = 'SafeFileError';
	readonly code: SafeFileErrorCode;

	constructor(code: SafeFileErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/**
 * The system error code, such as `ENOENT`; empty when there is none. An error of Node.js may have another `Error` than this
 * code has, as it does in Jest: it is recognised by its code alone.
 */
export function codeOf(error: unknown): string {
	const { code } = (error ?? {}) as { code?: unknown };
	return typeof code === 'string' ? code : '';
}

/** A link; a path through something that is not a folder; a folder, socket or device in place of a file. */
const NOT_PLAIN = new Set(['ELOOP', 'EMLINK', 'ENOTDIR', 'EISDIR', 'ENXIO', 'ENODEV']);

/** Returns `null` when the file does not exist, and throws any other error. */
export function nullIfMissing(cause: unknown): null {
	const code = codeOf(cause);
	if (code === 'ENOENT' || code === 'ENAMETOOLONG') return null;
	if (NOT_PLAIN.has(code)) throw notPlain(cause);
	if (code === 'EACCES' || code === 'EPERM') {
		throw new SafeFileError('denied', 'Permissions forbid opening it.', { cause });
	}
	throw cause;
}

export function notPlain(cause?: unknown): SafeFileError {
	return new SafeFileError('not-plain', 'It is a link or not a plain file.', { cause });
}
