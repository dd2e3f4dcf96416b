import { codeOf } from '@tool-audit/safe-files';
import { type Settings, writeConfigFile } from '@tool-audit/settings';
import type { Output } from './terminal/output.ts';

/**
 * Keeps the default folders in the config file once something is in them, so that every later command finds the same
 * logs, also in a folder that holds another home.
 */
export function keepFolders(settings: Settings, output: Output): void {
	const { homeSource, configFile, home, data } = settings;
	if (homeSource !== 'default' || configFile === null) return;
	try {
		writeConfigFile(configFile, { home, data });
	} catch (error) {
		// What was asked for is done all the same.
		output.note(
			`${configFile} can't be written (${codeOf(error)}): pass --home and --data next time.`,
		);
	}
}
