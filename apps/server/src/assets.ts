import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** What a server brings along beside its code. */
export interface Assets {
	/** Folder of the built page. */
	webBuild: string;
	/** The sample home, for a first look. */
	sampleHome: string;
	version: string;
}

/** As they lie in this repository. */
export function repositoryAssets(): Assets {
	const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
	const { version } = z
		.object({ version: z.string() })
		.parse(JSON.parse(readFileSync(at('../package.json'), 'utf8')));
	return {
		webBuild: at('../../web/build'),
		sampleHome: at('../../../sample-home'),
		version,
	};
}
