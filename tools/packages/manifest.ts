import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the build needs of a `package.json` of this workspace. */
export interface Manifest {
	name: string;
	private?: boolean;
	/**
	 * The source of each entry: `"./recorder": "./src/open-recorder.ts"`. One with the condition `browser` is built for
	 * browsers too.
	 */
	exports: Record<string, string | { browser: string; default: string }>;
	publishConfig?: object;
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
}

export interface Entry {
	/** As in `exports`: `.`, `./recorder`. */
	subpath: string;
	/** Name of its built files, without extension. */
	name: string;
	/** Path of its source, from the package's folder: `src/open-recorder.ts`. */
	source: string;
	/** It has files for browsers, in which sources `x.browser.ts` take the place of `x.ts`. */
	isForBrowsers: boolean;
	/** A program that is started by its path, and not a module that is imported. */
	isProgram: boolean;
}

export function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The entries of a package, without its own manifest. */
export function entriesOf({ exports }: Manifest): Entry[] {
	return Object.entries(exports)
		.filter(([subpath]) => subpath !== './package.json')
		.map(([subpath, target]) => ({
			subpath,
			name: subpath === '.' ? 'index' : subpath.slice(2),
			source: (typeof target === 'string' ? target : target.default).slice(2),
			isForBrowsers: typeof target !== 'string',
			isProgram: subpath.endsWith('-worker'),
		}));
}

/** What users install with the package, or bring. */
export function installedWith({ dependencies = {}, peerDependencies = {} }: Manifest): string[] {
	return [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
}

/** The packages that every entry imports. */
export function dependenciesOf({ dependencies = {} }: Manifest): string[] {
	return Object.keys(dependencies);
}

/** Whether a module's name means one of these packages: `zod/v4` means `zod`. */
export function isOf(packages: readonly string[], id: string): boolean {
	return packages.some((name) => id === name || id.startsWith(`${name}/`));
}
