/** Where an installed program keeps its things for one person. */
import { IS_WINDOWS } from '@tool-audit/safe-files';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

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

export function isFolder(path: string): boolean {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}

export function contains(outer: string, inner: string): boolean {
	return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
