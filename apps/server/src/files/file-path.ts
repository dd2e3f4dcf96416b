import { foldName, isLegalName } from '@tool-audit/safe-files';
import { Refusal } from '../refusal.ts';

export const PATH_CHARS_MAX = 4_096;
/** Levels of folders; deeper ones are neither listed nor opened. */
export const DEPTH_MAX = 24;

const LOG_FOLDER = 'tool_audit';

/**
 * Whether the Files panel may show a name. The log is only read by its own procedures. Names that begin with a dot
 * are settings and secrets of programs, our temporary files, and the bin.
 */
export function isVisibleName(name: string): boolean {
	return !name.startsWith('.') && foldName(name) !== LOG_FOLDER;
}

/** Whether a file of the Files panel, or a folder on its path, can have this name. */
export function isFileName(name: string): boolean {
	return isLegalName(name) && isVisibleName(name);
}

/**
 * The names on the path from a user's folder to a file.
 *
 * @throws Refusal for everything that the Files panel does not show, with the message for a missing file
 */
export function parseFilePath(path: string): { folders: string[]; name: string } {
	const names = path.split('/');
	const fits = path.length <= PATH_CHARS_MAX && names.length <= DEPTH_MAX + 1;
	if (!fits || !names.every(isFileName)) {
		throw fileNotFound();
	}
	return { folders: names.slice(0, -1), name: names.at(-1)! };
}

export function fileNotFound(): Refusal {
	return new Refusal('NOT_FOUND', 'There is no such file. It may have been moved or deleted.');
}
