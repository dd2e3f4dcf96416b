import type { Assets } from '@tool-audit/server/assets';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hookFolder } from './hook-folder.ts';
import { version } from './version.ts';

/** In the installed package these folders are next to the code; in a clone they are in their own packages. */
const PACKED_WEB = join(import.meta.dirname, '../web');
const PACKED_SAMPLE_HOME = join(import.meta.dirname, '../sample-home');

export async function findAssets(): Promise<Assets> {
	if (existsSync(PACKED_WEB)) {
		return {
			...{ webBuild: PACKED_WEB, sampleHome: PACKED_SAMPLE_HOME, version },
			captureHook: hookFolder,
		};
	}
	const { repositoryAssets } = await import('@tool-audit/server/assets');
	return { ...repositoryAssets(), version };
}
