import { readOrMakeKey, SafeFileError } from '@tool-audit/safe-files';
import { randomBytes } from 'node:crypto';
import { AuditError } from '../errors.ts';

const FILE = 'redaction.key';
const KEY_BYTES = 32;

/**
 * The key of this installation's redaction marks, created on first use. Kept apart from the logs: a reader of a
 * log must not be able to test guesses of the secret behind a mark.
 *
 * @throws AuditError `damaged-key`
 */
export function openRedactionKey(folder: string): Uint8Array {
	try {
		return readOrMakeKey(folder, FILE, {
			title: 'The redaction key',
			make: () => randomBytes(KEY_BYTES),
			isKey: ({ length }) => length === KEY_BYTES,
		});
	} catch (error) {
		if (!(error instanceof SafeFileError && error.code === 'damaged')) throw error;
		throw new AuditError('damaged-key', error.message, { cause: error });
	}
}
