import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = '@anthropic-ai/claude-code';
const VERSION = '2.1.332';

interface Program {
	/** Its path; undefined when npm has none for this machine. */
	path?: string;
	reason?: string;
}

/** Installs Claude Code from npm in a temporary folder while the work runs. Its licence allows its use, not a copy here. */
export async function withClaudeCode<T>(work: (program: Program) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-claude-code-'));
	try {
		const install = `npm install ${PACKAGE}@${VERSION} --prefix . --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error`;
		spawnSync(install, { cwd: folder, shell: true, stdio: 'inherit' });
		// Its own installation script would move this file.
		const name = `${PACKAGE}-${process.platform}-${process.arch}`;
		const path = join(folder, 'node_modules', name, 'claude');
		if (existsSync(path)) return await work({ path });
		return await work({ reason: `npm has no Claude Code ${VERSION} for this machine` });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
