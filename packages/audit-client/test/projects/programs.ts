/** The programs of others that the projects use, in the versions that they were tested with. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const PROGRAMS = {
	'typescript-5.7': 'npm:typescript@5.7.3',
	'typescript-6.0': 'npm:typescript@6.0.3',
	'typescript-7.0': 'npm:typescript@7.0.2',
	'@types/node': '22.19.0',
	'@types/react': '19.2.7',
	'@arethetypeswrong/cli': '0.18.5',
	'@swc/core': '1.16.22',
	'@swc/jest': '0.2.39',
	'@yarnpkg/cli-dist': '4.18.1',
	esbuild: '0.28.2',
	jest: '30.5.2',
	next: '16.4.6',
	react: '19.3.1',
	'react-dom': '19.3.1',
	vite: '8.3.8',
	vitest: '5.1.1',
	webpack: '5.113.0',
	yarn: '1.22.22',
};

/** Each machine gets those that npm has for it. */
const PROGRAMS_OF_SOME = { bun: '1.4.5', deno: '2.9.6' };

/** The oldest that the packages run on, and the newest of each line with long-term support, now or soon. */
export const NODES = ['22.0.0', '22.23.5', '24.22.3', '26.12.1'];

export const nodeName = (version: string) => `node-${version}`;

const SYSTEM = process.platform === 'win32' ? 'win' : process.platform;

function manifest(): string {
	const nodes = NODES.map((version) => {
		return [nodeName(version), `npm:node-${SYSTEM}-${process.arch}@${version}`];
	});
	return JSON.stringify({
		private: true,
		dependencies: PROGRAMS,
		optionalDependencies: { ...PROGRAMS_OF_SOME, ...Object.fromEntries(nodes) },
	});
}

/** Installs the programs, once for all runs, and returns their folder; a sentence when that fails. */
export function installPrograms(): { folder: string } | { reason: string } {
	const text = manifest();
	const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
	const folder = join(homedir(), '.cache/tool-audit-tests', `projects-${hash}`);
	const isInstalled = join(folder, 'installed');
	if (existsSync(isInstalled)) return { folder };
	// Of an installation that was ended there may be a part.
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), text);
	const install = 'npm install --no-package-lock --no-audit --no-fund --loglevel=error';
	const { status } = spawnSync(install, { cwd: folder, shell: true, stdio: 'inherit' });
	if (status !== 0) return { reason: 'npm could not install what the projects need' };
	writeFileSync(isInstalled, '');
	return { folder };
}
