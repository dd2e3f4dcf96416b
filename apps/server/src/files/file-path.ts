import { foldName, isLegalName } from '@tool-audit/safe-files';
import { Refusal } from '../refusal.ts';

export const PATH_CHARS_MAX = 4_096;
export const PATH_TOO_LONG = `A name with its folders has at most ${PATH_CHARS_MAX} characters.`;
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

/**
 * The same for a file that is to be there. Its path was typed, so the refusal says what can't be.
 *
 * @param field the part of the input that the path is, for the form that sent it
 * @throws Refusal `BAD_REQUEST`
 */
export function parseNewFilePath(
	path: string,
	field: 'path' | 'to',
): { folders: string[]; name: string } {
	const problem = pathProblem(path);
	if (problem === undefined) return parseFilePath(path);
	throw new Refusal('BAD_REQUEST', problem, { fields: { [field]: problem } });
}

/** Why no file can be at a path, as a sentence; `undefined` for a path that `parseFilePath` takes. */
function pathProblem(path: string): string | undefined {
	if (path.trim() === '') return 'Give the file a name.';
	if (path.length > PATH_CHARS_MAX) return PATH_TOO_LONG;
	if (/^(?:[/\\]|[a-z]:[/\\])/i.test(path)) {
		return 'Give the place inside your folder, such as notes/plan.md: it begins with a name.';
	}
	const names = path.split('/');
	if (names.at(-1) === '') return 'Give a name for the file after the last /.';
	if (names.length > DEPTH_MAX + 1) return `A file can be in at most ${DEPTH_MAX} folders.`;
	for (const name of names) {
		const problem = nameProblem(name);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

function nameProblem(name: string): string | undefined {
	if (isFileName(name)) return undefined;
	if (name === '') return 'Give each folder a name: two / follow each other.';
	if (name === '.' || name === '..') {
		return `Leave out “${name}”: a file is always inside your folder.`;
	}
	if (/\p{Cc}/u.test(name) || !name.isWellFormed()) {
		return 'A name can’t have line breaks or other control characters.';
	}
	if (name.includes('\\')) return 'A name can’t have a backslash. Put / between folders.';
	if (name.startsWith('.')) return 'A name can’t begin with a dot: such files are not shown here.';
	if (isLegalName(name)) return 'The name tool_audit is kept for the log. Choose another one.';
	return 'A name has at most 255 bytes, which are 255 plain letters. Choose a shorter one.';
}

export function fileNotFound(): Refusal {
	return new Refusal('NOT_FOUND', 'There is no such file. It may have been moved or deleted.');
}
