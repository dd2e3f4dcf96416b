import { closeSync, openSync, readSync } from 'node:fs';
import { loadCrypto } from './builtin.ts';
import { IS_WINDOWS } from './system.ts';

const SOURCE = '/dev/urandom';

/**
 * Fills a buffer with random bytes of the system. On Unix they are read from its own source: loading `node:crypto` takes a
 * fifth of the time that starting Node does, and a hook needs nothing else of it.
 */
export function fillRandom(bytes: Buffer): Buffer {
	return IS_WINDOWS || !readSource(bytes) ? byCrypto(bytes) : bytes;
}

/** False where the source can't be read, as in some sandboxes. */
function readSource(bytes: Buffer): boolean {
	let fd: number;
	try {
		fd = openSync(SOURCE, 'r');
	} catch {
		return false;
	}
	try {
		return readSync(fd, bytes) === bytes.length;
	} catch {
		return false;
	} finally {
		closeSync(fd);
	}
}

function byCrypto(bytes: Buffer): Buffer {
	return loadCrypto().randomFillSync(bytes);
}
