import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const SECRET_BYTES = 32;

/**
 * The secret kept in a file, made on first use. It appears whole or not at all, so that two processes
 * that start together end up with the same one.
 */
export function readOrMakeSecret(path: string): string {
	const fresh = `${path}.${randomBytes(6).toString('hex')}`;
	try {
		return readFileSync(path, 'utf8').trim();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	writeFileSync(fresh, randomBytes(SECRET_BYTES).toString('base64url'), {
		mode: 0o600,
		flag: 'wx',
	});
	try {
		linkSync(fresh, path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		rmSync(fresh);
	}
	return readFileSync(path, 'utf8').trim();
}
