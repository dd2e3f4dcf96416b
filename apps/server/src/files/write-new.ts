import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Folder } from './open-inside.ts';

const NAME_CHARS_KEPT = 40;

/**
 * A new file under a name that nobody lists, written whole and on the disk for good before it is given
 * its real name. `write` that fails leaves nothing behind.
 */
export async function writeBeside<T>(
	folder: Folder,
	name: string,
	write: (file: FileHandle) => Promise<T>,
): Promise<{ name: string; written: T }> {
	const head = name.slice(0, NAME_CHARS_KEPT).toWellFormed().replaceAll('\ufffd', '');
	const temporary = `.${head}.${randomBytes(6).toString('hex')}.tmp`;
	const file = await open(`${folder.path}/${temporary}`, 'wx', 0o600);
	try {
		const written = await write(file);
		await file.sync();
		return { name: temporary, written };
	} catch (error) {
		await rm(`${folder.path}/${temporary}`, { force: true });
		throw error;
	} finally {
		await file.close();
	}
}
