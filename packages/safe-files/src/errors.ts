/**
 * Why a file was not opened or changed.
 *
 * - `not-plain`: a link, a file with a second name, or anything else that is no plain file or folder.
 * - `denied`: its permissions forbid it to this process.
 * - `taken`: something has the name already.
 * - `damaged`: a key file does not hold a key.
 * - `too-large`: it has more bytes than are read at once.
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

/** The system's code of an error, such as `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** A link; a name with something in its way that is no folder; a folder, a socket or a device in the place of a file. */
const NOT_PLAIN = new Set(['ELOOP', 'EMLINK', 'ENOTDIR', 'EISDIR', 'ENXIO', 'ENODEV']);

/** Gives `null` where nothing stands under a name, and throws what else keeps it from being opened. */
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
	return new SafeFileError('not-plain', 'It is a link or no plain file.', { cause });
}
