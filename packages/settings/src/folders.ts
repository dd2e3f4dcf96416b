/** Where an installed program stores one person's files. */
import { IS_WINDOWS } from '@tool-audit/safe-files';
import { existsSync, opendirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';

type Env = Record<string, string | undefined>;

const NAME = 'tool-audit';

/** The XDG base directory specification; on Windows the local application data. */
export function configFilePath(env: Env): string {
	return join(ownFolder(env, env['XDG_CONFIG_HOME'], '.config'), 'config.json');
}

/** Holds `home` and `data` when no folders are set. */
export function shareFolder(env: Env): string {
	return ownFolder(env, env['XDG_DATA_HOME'], join('.local', 'share'));
}

function ownFolder(env: Env, xdg: string | undefined, belowHome: string): string {
	// The specification requires ignoring a relative path: it would depend on the current folder.
	if (xdg && isAbsolute(xdg)) return join(xdg, NAME);
	const personal = personalFolder(env);
	if (IS_WINDOWS) return join(env['LOCALAPPDATA'] ?? join(personal, 'AppData', 'Local'), NAME);
	return join(personal, belowHome, NAME);
}

export function personalFolder(env: Env): string {
	return env['HOME'] ?? env['USERPROFILE'] ?? homedir();
}

/** The real path: links in the part that already exists are followed. */
export function settle(path: string): string {
	if (existsSync(path)) return realpathSync(path);
	const parent = dirname(path);
	return parent === path ? path : join(settle(parent), relative(parent, path));
}

function isFolder(path: string): boolean {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}

/** At most this many users are checked. */
const USERS_MAX = 1_000;

/** Whether a folder really contains logs. The name is not enough: `/home` is not a home of logs. */
export function holdsLogs(home: string): boolean {
	try {
		using users = opendirSync(home);
		for (let count = 0; count < USERS_MAX; count++) {
			const user = users.readSync();
			if (user === null) return false;
			if (isFolder(join(home, user.name, 'tool_audit'))) return true;
		}
	} catch {
		// Missing, not a folder, or not readable for this process.
	}
	return false;
}

/** The data folder of a home that was set: `data` next to `home`, and `logs-data` next to `logs`. */
export function dataBeside(home: string): string {
	const name = basename(home);
	return join(dirname(home), name === 'home' ? 'data' : `${name}-data`);
}

export function contains(outer: string, inner: string): boolean {
	return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
