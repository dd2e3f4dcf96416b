import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The oldest version that the server and the command line run on, and the newest that npm has for most machines. */
const SERVER_NODES = ['24.7.0', '26.10.0'];
/** The newest of the oldest line that the packages for other programs run on. */
export const OLDEST_LINE = ['22.23.5'];

interface OtherNode {
	/** The folder of the program; undefined when npm has none for this machine. */
	programs?: string;
	reason?: string;
}

/** Installs each version from npm in a temporary folder. */
export async function* otherNodes(versions = SERVER_NODES): AsyncGenerator<OtherNode> {
	const system = process.platform === 'win32' ? 'win' : process.platform;
	const name = `node-${system}-${process.arch}`;
	for (const version of versions) {
		const folder = await mkdtemp(join(tmpdir(), 'tool-audit-node-'));
		try {
			const install = `npm install ${name}@${version} --prefix . --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error`;
			spawnSync(install, { cwd: folder, shell: true, stdio: 'inherit' });
			const programs = join(folder, 'node_modules', name, 'bin');
			if (existsSync(programs)) yield { programs };
			else yield { reason: `npm has no Node ${version} for ${system}-${process.arch}` };
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}
}
