import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function findChromium(): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	const candidates = [
		process.env.CHROMIUM_PATH ?? [],
		...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
		MAC,
	].flat();
	return candidates.find(isExecutable);
}

function run(command: string, ...args: string[]): boolean {
	console.log(`$ ${[command, ...args].join(' ')}`);
	return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

/** Debian and its kin, where we may: as root, or with a sudo that asks nothing. */
function installChromium(): void {
	const found = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
	if (!found) return;
	const root = process.getuid?.() === 0;
	if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return;
	const [command, ...before] = root ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
	run(command, ...before, 'update', '-qq');
	run(command, ...before, 'install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

/**
 * Path of a Chromium for the browser tests: one that is there, or one installed now.
 * Throws a sentence that says what to install when neither works.
 */
export function ensureChromium(): string {
	let path = findChromium();
	if (!path) {
		installChromium();
		path = findChromium();
	}
	if (!path) {
		throw new Error(
			'The browser tests need Chromium or Chrome. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to it, then run the tests again.',
		);
	}
	return path;
}
