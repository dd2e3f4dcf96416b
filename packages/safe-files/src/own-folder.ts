import { mkdirSync, statSync } from 'node:fs';
import { makeFolders } from './folder.ts';
import { blockOn } from './steps.ts';

const MODE = 0o700;

/**
 * Makes sure that there is a folder for the program's own files, with its parents; those that are created are for their
 * owner only. Never waits for ever, as Node's own `recursive` does for a place where nothing can be created (`/proc/x`).
 *
 * @throws the system's error, such as `EEXIST` for another file of this name
 */
export function makeOwnFolder(path: string): void {
	blockOn(makeFolders(path, MODE));
	// Says why.
	if (!statSync(path).isDirectory()) mkdirSync(path);
}
