import { codeOf } from '@tool-audit/safe-files';
import { readdirSync } from 'node:fs';

/** Not there, or not ours to read. */
const NO_LIST = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'];

/** The names in a folder; none when it can't be listed. */
export function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (NO_LIST.includes(codeOf(error))) return [];
		throw error;
	}
}
