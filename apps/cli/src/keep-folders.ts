import { codeOf } from '@tool-audit/safe-files';
import { type Settings, writeConfigFile } from '@tool-audit/settings';
import type { Output } from './terminal/output.ts';

/**
 * Saves the default folders to the config file once they are in use, so that later commands find the same logs even
 * when the current folder contains another home.
 */
export function keepFolders(settings: Settings, output: Output): void {
	const { homeSource, configFile, home, data } = settings;
	if (homeSource !== 'default' || configFile === null) return;
	try {
		writeConfigFile(configFile, { home, data });
	} catch (error) {
		// The command itself has succeeded.
		output.note(
			`${configFile} can't be written (${codeOf(error)}): pass --home and --data next time.`,
		);
	}
}
