/** Where the copy of a settings file goes before our first entry is added. */
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Scope } from './scopes.ts';

const SUFFIX = '.tool-audit-backup';
const FOLDER = 'settings-before';
const PROJECT_CHARS_MAX = 40;
const HASH_CHARS = 12;

/**
 * Beside the file, where a person looks for it. A project's is in the folder of the findings: its repository ignores
 * `settings.local.json`, which may hold keys, but no copy of it.
 */
export function backupPathOf({ name, path }: Scope, findingsFile: string): string {
	if (name === 'user') return path + SUFFIX;
	const project = basename(dirname(dirname(path))).slice(0, PROJECT_CHARS_MAX);
	const hash = createHash('sha256').update(path).digest('hex').slice(0, HASH_CHARS);
	return join(dirname(findingsFile), FOLDER, `${project}-${hash}-${basename(path)}`);
}
