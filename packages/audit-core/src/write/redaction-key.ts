import { fillRandom, readOrMakeKey, SafeFileError } from '@tool-audit/safe-files';
import { AuditError, isAuditError } from '../errors.ts';
import type { RedactOptions } from '../format/redact/redact-options.ts';
import type { RedactorOptions } from '../format/redact/redactor.ts';
import { troubleCode } from './trouble.ts';

const FILE = 'redaction.key';
const KEY_BYTES = 32;

interface KeyedOptions<Options> {
	redact?: Options | false | undefined;
	/** Folder of the key. Without it the key is a random one. */
	data?: string | undefined;
	/** `console.error` by default. */
	log?: ((message: string) => void) | undefined;
}

/**
 * The options of redaction with the key that they name, or the one of this installation. A key that can't be stored
 * does not prevent recording: its marks only differ after a restart. A damaged key does prevent it, because only its
 * owner knows whether there is a copy.
 *
 * @throws AuditError `damaged-key`
 */
export function withRedactionKey<Options extends RedactOptions | RedactorOptions>({
	redact,
	data,
	log = console.error,
}: KeyedOptions<Options>): Options & { key: Uint8Array } {
	// All options of both kinds may be missing.
	const options = redact || ({} as Options);
	if (options.key) return { ...options, key: options.key };
	if (data === undefined) return { ...options, key: fillRandom(Buffer.alloc(KEY_BYTES)) };
	try {
		return { ...options, key: openKey(data) };
	} catch (error) {
		if (isAuditError(error)) throw error;
		log(
			`tool-audit: The key of redaction marks can't be kept (${troubleCode(error)}); the marks change with each start.`,
		);
		return { ...options, key: fillRandom(Buffer.alloc(KEY_BYTES)) };
	}
}

/**
 * The key of this installation, created on first use. Kept apart from the logs: a reader of a log must not be able to
 * test guesses of the secret behind a mark.
 */
function openKey(folder: string): Uint8Array {
	try {
		return readOrMakeKey(folder, FILE, {
			title: 'The redaction key',
			make: () => fillRandom(Buffer.alloc(KEY_BYTES)),
			isKey: ({ length }) => length === KEY_BYTES,
		});
	} catch (error) {
		if (!(error instanceof SafeFileError && error.code === 'damaged')) throw error;
		throw new AuditError('damaged-key', error.message, { cause: error });
	}
}
