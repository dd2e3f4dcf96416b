/** Where an installed program keeps its things for one person. */
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

/** Holds `home` and `data` of somebody who chose no folders. */
export function shareFolder(env: Env): string {
	return ownFolder(env, env['XDG_DATA_HOME'], join('.local', 'share'));
}

function ownFolder(env: Env, xdg: string | undefined, belowHome: string): string {
	// One that is relative is to be ignored, says the specification: it would be another folder in each folder.
	if (xdg && isAbsolute(xdg)) return join(xdg, NAME);
	const personal = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
	if (IS_WINDOWS) return join(env['LOCALAPPDATA'] ?? join(personal, 'AppData', 'Local'), NAME);
	return join(personal, belowHome, NAME);
}

/** The path as the disk has it: links in the part that exists already are followed. */
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

/** More are not looked at. */
const USERS_MAX = 1_000;

/** A folder of logs, and not one that only has the name of one: `/home` is no home of logs. */
export function holdsLogs(home: string): boolean {
	try {
		using users = opendirSync(home);
		for (let count = 0; count < USERS_MAX; count++) {
			const user = users.readSync();
			if (user === null) return false;
			if (isFolder(join(home, user.name, 'tool_audit'))) return true;
		}
	} catch {
		// Not there, not a folder, or not readable for this process.
	}
	return false;
}

/** The data folder of a home that was named: `data` beside a `home`, and `logs-data` beside `logs`. */
export function dataBeside(home: string): string {
	const name = basename(home);
	return join(dirname(home), name === 'home' ? 'data' : `${name}-data`);
}

export function contains(outer: string, inner: string): boolean {
	return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
