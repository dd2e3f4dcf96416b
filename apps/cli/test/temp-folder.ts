import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is removed after the test. */
export async function tempFolder(): Promise<string> {
	const folder = await realpath(await mkdtemp(join(tmpdir(), 'tool-audit-cli-')));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}
