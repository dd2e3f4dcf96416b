/**
 * Keeps cached views on disk, one file each, outside of home. Each file has a checksum of its content. A file that
 * is damaged, or can't be read or written, counts as missing: its view is built again.
 */
import { loadCrypto, makeFolders, renamePath, waitFor } from '@tool-audit/safe-files';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface DiskCache {
	load(user: string, name: string): Promise<unknown>;
	save(user: string, name: string, value: unknown): Promise<void>;
}

/** Changed when the meaning of a value changes: older files are then built again. */
const FORMAT = 'tool-audit-4';

export function createDiskCache(folder: string): DiskCache {
	const pathOf = (user: string, name: string) => join(folder, user, `${name}.json`);

	return {
		async load(user, name) {
			try {
				const text = await readFile(pathOf(user, name), 'utf8');
				const newline = text.indexOf('\n');
				const body = text.slice(newline + 1);
				return text.slice(0, newline) === headOf(body) ? (JSON.parse(body) as unknown) : null;
			} catch {
				return null;
			}
		},
		async save(user, name, value) {
			const path = pathOf(user, name);
			const body = JSON.stringify(value);
			const temporary = `${path}.${loadCrypto().randomUUID()}`;
			try {
				await waitFor(makeFolders(dirname(path), 0o700));
				await writeFile(temporary, `${headOf(body)}\n${body}`, { mode: 0o600 });
				await renamePath(temporary, path);
			} catch {
				await rm(temporary, { force: true }).catch(() => undefined);
			}
		},
	};
}

/** For a log that was opened without a data folder. */
export const NO_DISK_CACHE: DiskCache = {
	load: () => Promise.resolve(null),
	save: () => Promise.resolve(),
};

function headOf(body: string): string {
	return `${FORMAT} ${loadCrypto().createHash('sha256').update(body).digest('hex')}`;
}
