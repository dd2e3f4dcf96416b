import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the build needs of a `package.json` of this workspace. */
export interface Manifest {
	/** Absolute path of the package. */
	folder: string;
	name: string;
	private?: boolean;
	/** The source of each entry: `"./recorder": "./src/open-recorder.ts"`. */
	exports: Record<string, string>;
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
	/** Path of the source that takes its place in a browser: `src/x.browser.ts` beside `src/x.ts`. */
	browserSource: string | null;
	/** A program that is started by its path, and not a module that is imported. */
	isProgram: boolean;
}

export function readManifest(folder: string): Manifest {
	const path = join(folder, 'package.json');
	return { ...(JSON.parse(readFileSync(path, 'utf8')) as Omit<Manifest, 'folder'>), folder };
}

/** The entries of a package, without its own manifest. */
export function entriesOf({ exports, folder }: Manifest): Entry[] {
	return Object.entries(exports)
		.filter(([subpath]) => subpath !== './package.json')
		.map(([subpath, source]) => ({
			subpath,
			name: subpath === '.' ? 'index' : subpath.slice(2),
			source: source.slice(2),
			browserSource: existing(folder, source.slice(2).replace(/\.ts$/, '.browser.ts')),
			isProgram: subpath.endsWith('-worker'),
		}));
}

function existing(folder: string, path: string): string | null {
	return existsSync(join(folder, path)) ? path : null;
}

/** What users install with the package: everything else is built into it. */
export function dependenciesOf({ dependencies = {} }: Manifest): string[] {
	return Object.keys(dependencies);
}

/** The same, with what users of some entries bring themselves. */
export function installedWith(manifest: Manifest): string[] {
	return [...dependenciesOf(manifest), ...Object.keys(manifest.peerDependencies ?? {})];
}
