import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Puts a text in the place of a file, whole or not at all, for its owner only. */
export function writeWhole(path: string, text: string): void {
	const draft = `${path}.${randomBytes(6).toString('hex')}`;
	try {
		writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
		renameSync(draft, path);
	} catch (error) {
		rmSync(draft, { force: true });
		throw error;
	}
}
