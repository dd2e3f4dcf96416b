/** Packs both packages, installs the programs of others, and installs the packages as a user does who has npm. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installPrograms, NODES, nodeName } from './programs.ts';

declare module 'vitest' {
	interface ProvidedContext {
		prepared: Prepared;
	}
}

export interface Prepared {
	/** Folder whose `node_modules` has both packages; projects are below it. */
	root: string;
	/** Folder whose `node_modules` has the programs; it is above `root`. Empty when there are none. */
	programs: string;
	/** Paths of the packed packages. */
	packed: { core: string; client: string };
	/** Why a program can't be run, by its name. */
	missing: Record<string, string>;
}

const PACKAGES = join(import.meta.dirname, '../../..');

function pack(folder: string, into: string): string {
	const args = ['pack', '--json', '--pack-destination', into];
	const options = { cwd: join(PACKAGES, folder), encoding: 'utf8' } as const;
	const isWindows = process.platform === 'win32';
	const text = execFileSync('pnpm', args, { ...options, shell: isWindows });
	return (JSON.parse(text.slice(text.indexOf('{'))) as { filename: string }).filename;
}

/** Each program is tried: npm may have installed one that does not run on this machine. */
function findMissing(programs: string): Record<string, string> {
	const paths = [
		...['bun', 'deno'].map((name) => [name, join(programs, 'node_modules/.bin', name)] as const),
		...NODES.map((version) => [nodeName(version), nodePath(programs, version)] as const),
	];
	const missing = paths.filter(
		([, path]) => !existsSync(path) || spawnSync(path, ['--version']).status !== 0,
	);
	return Object.fromEntries(missing.map(([name]) => [name, `npm has none for this machine`]));
}

export function nodePath(programs: string, version: string): string {
	return join(programs, 'node_modules', nodeName(version), 'bin/node');
}

export default function prepare(project: TestProject): () => void {
	const installed = installPrograms();
	const programs = 'folder' in installed ? installed.folder : '';
	const root = mkdtempSync(join(programs === '' ? tmpdir() : programs, 'run-'));
	const folder = join(root, 'packed');
	mkdirSync(folder);
	const packed = { core: pack('audit-core', folder), client: pack('audit-client', folder) };
	const missing = 'folder' in installed ? findMissing(programs) : { all: installed.reason };
	if (!missing.all) {
		writeFileSync(join(root, 'package.json'), manifestWith(packed));
		execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
			cwd: root,
			shell: process.platform === 'win32',
			stdio: 'inherit',
		});
	}
	project.provide('prepared', { root, programs, packed, missing });
	return () => rmSync(root, { recursive: true, force: true });
}

/** The `package.json` of a project that has both packages. */
export function manifestWith({ core, client }: Prepared['packed']): string {
	return JSON.stringify({
		name: 'project',
		version: '1.0.0',
		private: true,
		type: 'module',
		dependencies: { '@tool-audit/core': `file:${core}`, '@tool-audit/client': `file:${client}` },
	});
}
