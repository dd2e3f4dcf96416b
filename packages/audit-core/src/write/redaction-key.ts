import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'redaction.key';
const KEY_BYTES = 32;

/**
 * The key of this installation's redaction marks, made on first use. Kept apart from the logs: who can read
 * a log must not be able to try out which secret stands behind a mark.
 */
export function openRedactionKey(folder: string): Uint8Array {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, FILE);
	return readKey(path) ?? makeKey(path);
}

function readKey(path: string): Uint8Array | null {
	try {
		const key = readFileSync(path);
		return key.length === KEY_BYTES ? key : null;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

/** Whole or not at all, and the first process wins: the file gets its name only once it is written. */
function makeKey(path: string): Uint8Array {
	const key = randomBytes(KEY_BYTES);
	const draft = `${path}.${process.pid}`;
	writeFileSync(draft, key, { mode: 0o600 });
	try {
		linkSync(draft, path);
		return key;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		return readKey(path) ?? key;
	} finally {
		rmSync(draft);
	}
}
