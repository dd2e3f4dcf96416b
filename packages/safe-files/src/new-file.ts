import { promises } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Folder } from './folder.ts';
import { fillRandom } from './random.ts';

const NAME_CHARS_KEPT = 40;

/**
 * Writes a complete new file under a hidden temporary name and syncs it to the disk. `moveFile` or `replaceFile` then
 * give it its real name. If `write` fails, the file is removed.
 */
export async function writeNewFile<T>(
	folder: Folder,
	name: string,
	write: (file: FileHandle) => Promise<T>,
): Promise<{ name: string; written: T }> {
	const head = name.slice(0, NAME_CHARS_KEPT).toWellFormed().replaceAll('\ufffd', '');
	const temporary = `.${head}.${fillRandom(Buffer.alloc(6)).toString('hex')}.tmp`;
	const file = await promises.open(`${folder.path}/${temporary}`, 'wx', 0o600);
	try {
		const written = await write(file);
		await file.sync();
		return { name: temporary, written };
	} catch (error) {
		await promises.rm(`${folder.path}/${temporary}`, { force: true });
		throw error;
	} finally {
		await file.close();
	}
}
