/** The settings that an organization sets for a machine. They stand above all others. */
import { codeOf, IS_MACOS, IS_WINDOWS } from '@tool-audit/safe-files';
import { opendirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files that are read in the folder beside it. */
const PARTS_MAX = 100;

/**
 * https://code.claude.com/docs/en/managed-settings. They may also come from the claude.ai console, the registry of
 * Windows or a preference domain of macOS, which are not looked at.
 */
export function managedSettingsPath(): string {
	if (IS_WINDOWS) return 'C:\\Program Files\\ClaudeCode\\managed-settings.json';
	if (IS_MACOS) return '/Library/Application Support/ClaudeCode/managed-settings.json';
	return '/etc/claude-code/managed-settings.json';
}

/** The file itself, and the parts in `managed-settings.d` beside it that add to it. */
export function managedSettingsFiles(path: string): string[] {
	const folder = join(dirname(path), 'managed-settings.d');
	return [path, ...partsIn(folder).map((name) => join(folder, name))];
}

function partsIn(folder: string): string[] {
	const names: string[] = [];
	try {
		using parts = opendirSync(folder);
		for (let part = parts.readSync(); part && names.length < PARTS_MAX; part = parts.readSync()) {
			if (part.name.endsWith('.json') && !part.name.startsWith('.')) names.push(part.name);
		}
	} catch (error) {
		// What can't be listed, Claude Code of the same person can't read either.
		if (!['ENOENT', 'ENOTDIR', 'EACCES'].includes(codeOf(error))) throw error;
	}
	return names.toSorted();
}
