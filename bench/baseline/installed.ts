/** Programs to compare with. They are installed when a measure first needs them, and are not part of the workspace. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER } from '../day/make-day.ts';
import { runCommand } from '../harness/child.ts';

/** A baseline, or a sentence that says why it is missing. */
export type Found = { at: string; missing?: undefined } | { at?: undefined; missing: string };

/** Installs one npm package, without its install scripts, in a folder outside the workspace. */
export async function ensurePackage(name: string, version: string): Promise<Found> {
	const folder = join(CACHE_FOLDER, 'baselines', `${name.replace(/\W+/g, '-')}-${version}`);
	const done = join(folder, 'installed');
	if (existsSync(done)) return { at: folder };
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
	console.error(`Installing ${name} ${version} …`);
	try {
		const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
		await runCommand('npm', ['install', '--prefix', folder, ...flags, `${name}@${version}`]);
	} catch (error) {
		return { missing: `npm could not install ${name}: ${firstLine(error)}` };
	}
	writeFileSync(done, '');
	return { at: folder };
}

/** A program on the PATH, or Debian's package of it if apt-get may install it. */
export async function ensureProgram(program: string, debianPackage: string): Promise<Found> {
	if (await starts(program)) return { at: program };
	if (process.getuid?.() !== 0 || !(await starts('apt-get'))) {
		return { missing: `${program} is not on the PATH, and apt-get can't be used here.` };
	}
	console.error(`Installing ${debianPackage} …`);
	try {
		await runCommand('apt-get', ['update', '-qq']);
		await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage]);
	} catch (error) {
		return { missing: `apt-get could not install ${debianPackage}: ${firstLine(error)}` };
	}
	return { at: program };
}

async function starts(program: string): Promise<boolean> {
	try {
		await runCommand(program, ['--version']);
		return true;
	} catch {
		return false;
	}
}

function firstLine(error: unknown): string {
	return String(error instanceof Error ? error.message : error).split('\n')[0]!;
}
