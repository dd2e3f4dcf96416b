import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The oldest supported version, and the newest that npm has for most machines. */
const VERSIONS = ['24.7.0', '26.10.0'];

interface OtherNode {
	/** The folder of the program; undefined when npm has none for this machine. */
	programs?: string;
	reason?: string;
}

/** Installs each version from npm in a temporary folder. */
export async function* otherNodes(): AsyncGenerator<OtherNode> {
	const system = process.platform === 'win32' ? 'win' : process.platform;
	const name = `node-${system}-${process.arch}`;
	for (const version of VERSIONS) {
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
