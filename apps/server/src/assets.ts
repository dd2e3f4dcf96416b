import { builtHook } from '@tool-audit/capture';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** Files that a server needs besides its code. */
export interface Assets {
	/** Folder of the built page. */
	webBuild: string;
	/** The sample home: sample data for a new installation. */
	sampleHome: string;
	/** Folder of the program that agents run, built when it is needed. */
	captureHook: () => string;
	version: string;
}

/** The assets at their paths in this repository. */
export function repositoryAssets(): Assets {
	const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
	const { version } = z
		.object({ version: z.string() })
		.parse(JSON.parse(readFileSync(at('../package.json'), 'utf8')));
	return {
		webBuild: at('../../web/build'),
		sampleHome: at('../../../sample-home'),
		captureHook: builtHook,
		version,
	};
}
