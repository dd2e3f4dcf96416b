import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { win32 } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The same browser without a window, which needs two thirds of the processor time: tests prefer it. */
const HEADLESS = 'chromium-headless-shell';

/** `browser` is one that people use, for measurements. */
export type ChromiumKind = 'headless' | 'browser';

/** Where browsers are installed on systems that don't put them on the `PATH`. Edge is on every Windows. */
const MAC_APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PROGRAMS = [
	'Google/Chrome/Application/chrome.exe',
	'Chromium/Application/chrome.exe',
	'Microsoft/Edge/Application/msedge.exe',
];

export interface System {
	platform: NodeJS.Platform;
	env: Record<string, string | undefined>;
}

const given = (...values: (string | undefined)[]): string[] =>
	values.filter((value) => value !== undefined && value !== '') as string[];

/** Paths where a Chromium may be; the one in CHROMIUM_PATH comes first. */
export function chromiumPaths(system: System, kind: ChromiumKind = 'headless'): string[] {
	return [...given(system.env.CHROMIUM_PATH), ...installedPaths(system, kind)];
}

function installedPaths({ platform, env }: System, kind: ChromiumKind): string[] {
	if (platform === 'darwin') {
		const folders = ['/Applications', ...given(env.HOME).map((home) => `${home}/Applications`)];
		return MAC_APPLICATIONS.flatMap((name) =>
			folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`),
		);
	}
	if (platform === 'win32') {
		const folders = given(env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA);
		return WINDOWS_PROGRAMS.flatMap((path) => folders.map((folder) => win32.join(folder, path)));
	}
	const folders = (env.PATH ?? '').split(':').filter(Boolean);
	const inFolders = (name: string) => folders.map((folder) => `${folder}/${name}`);
	const headless = kind === 'headless' ? inFolders(HEADLESS) : [];
	return [...headless, ...NAMES.flatMap(inFolders)];
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function findChromium(kind: ChromiumKind): string | undefined {
	return chromiumPaths(process, kind).find(isExecutable);
}

function run(command: string, ...args: string[]): boolean {
	console.log(`$ ${[command, ...args].join(' ')}`);
	return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

/** Installs Chromium on Debian-based systems, as root or with a sudo that needs no password. */
function installChromium(kind: ChromiumKind): void {
	const found = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
	if (!found) return;
	const root = process.getuid?.() === 0;
	if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return;
	const [command, ...before] = root ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
	run(command, ...before, 'update', '-qq');
	const install = (name: string) =>
		run(command, ...before, 'install', '-y', '-qq', '--no-install-recommends', name);
	if (kind === 'browser' || !install(HEADLESS)) install('chromium');
}

/**
 * Path of a Chromium for the browser tests. Installs one if none is found.
 * Throws an error that says what to install when that fails.
 */
export function ensureChromium(kind: ChromiumKind = 'headless'): string {
	let path = findChromium(kind);
	if (!path) {
		installChromium(kind);
		path = findChromium(kind);
	}
	if (!path) {
		throw new Error(
			'The browser tests need Chromium or Chrome. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to it, then run the tests again.',
		);
	}
	return path;
}
