/** How to open a name without following a link on this system. */
import { constants, existsSync } from 'node:fs';
import { IS_LINUX } from './system.ts';

const { O_RDONLY, O_RDWR, O_APPEND, O_CREAT, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;

export const OPEN_FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
/** Without O_NONBLOCK, opening a named pipe would wait for its other end. */
export const OPEN_TO_READ = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
/** For a path that is trusted, and may be a link. */
export const OPEN_TRUSTED = O_RDONLY | O_NONBLOCK;
/** Also readable: the last byte is read before anything is appended. */
export const OPEN_TO_APPEND = O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK;
export const CREATE_TO_APPEND = OPEN_TO_APPEND | O_CREAT;

const OPEN_FOLDERS_HAVE_PATHS = IS_LINUX && isVisible('/proc/self/fd');

/** On Linux, a path that leads to an opened folder even when it is renamed; on other systems its name. */
export function pathOfOpenFolder(fd: number, path: string): string {
	return OPEN_FOLDERS_HAVE_PATHS ? `/proc/self/fd/${fd}` : path;
}

/** Where Node restricts file access, the check itself throws. */
function isVisible(path: string): boolean {
	try {
		return existsSync(path);
	} catch {
		return false;
	}
}
