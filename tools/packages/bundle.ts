/** The JavaScript of a published package, with the private packages and the libraries that it contains. */
import { rolldown, type OutputOptions, type Plugin } from 'rolldown';
import { join } from 'node:path';
import { keepLazyLibraries, usePublished } from './bundle-plugins.ts';
import { leanMaps, nameOfLibrary } from './source-maps.ts';
import { dependenciesOf, installedWith, type Entry, type Manifest } from './manifest.ts';
import { findFiles, type SharedFiles } from './shared-files.ts';

export interface PackageToBundle {
	/** Absolute path. */
	folder: string;
	manifest: Manifest;
	entries: Entry[];
	/** Names of the entries that share no file with others. */
	alone: string[];
	/** Names of the entries that import peer dependencies. */
	withPeers: string[];
	/** What the other entries share. */
	shared: SharedFiles;
}

interface Bundle {
	entries: Entry[];
	formats: OutputOptions[];
	/** Packages that stay imports. */
	external: string[];
	plugins: Plugin[];
}

/** The oldest Node.js that the packages run on. */
const TARGET = 'node22';

const ESM: OutputOptions = {
	format: 'esm',
	entryFileNames: '[name].js',
	chunkFileNames: '[name]-[hash].js',
};
const COMMONJS: OutputOptions = {
	format: 'cjs',
	exports: 'named',
	entryFileNames: '[name].cjs',
	chunkFileNames: '[name]-[hash].cjs',
};

/** Returns the modules that were built in. */
export async function bundle(pack: PackageToBundle): Promise<string[]> {
	const { folder, manifest, entries, alone, withPeers, shared } = pack;
	const external = dependenciesOf(manifest);
	const plugins = [usePublished, keepLazyLibraries(join(folder, 'dist'))];
	const modules: string[] = [];
	const isAlone = ({ name }: Entry) => alone.includes(name) || withPeers.includes(name);

	for (const entry of entries) {
		if (entry.isProgram) {
			// In one file that needs no other: a program is copied, and started by its path.
			const formats = [inOneFile(COMMONJS)];
			const program = { entries: [entry], formats, external: [], plugins: [usePublished] };
			modules.push(...(await write(folder, program)));
		} else if (isAlone(entry)) {
			if (entry.browserSource) {
				const name = `${entry.name}.browser`;
				const browser = { ...entry, name, source: entry.browserSource };
				const formats = [inOneFile(ESM)];
				modules.push(...(await write(folder, { entries: [browser], formats, external, plugins })));
			}
			const formats = [inOneFile(ESM), inOneFile(COMMONJS)];
			const installed = withPeers.includes(entry.name) ? installedWith(manifest) : external;
			const single = { entries: [entry], formats, external: installed, plugins };
			modules.push(...(await write(folder, single)));
		}
	}
	const { groups, plugin } = findFiles(folder, shared);
	const others = {
		entries: entries.filter((entry) => !entry.isProgram && !isAlone(entry)),
		formats: [ESM, COMMONJS].map((format) => ({ ...format, codeSplitting: { groups } })),
		external,
		plugins: [...plugins, plugin],
	};
	modules.push(...(await write(folder, others)));
	leanMaps(join(folder, 'dist'));
	return [...new Set(modules)];
}

function inOneFile(format: OutputOptions): OutputOptions {
	return { ...format, codeSplitting: false };
}

async function write(folder: string, bundle: Bundle): Promise<string[]> {
	const { entries, formats, external, plugins } = bundle;
	const build = await rolldown({
		input: Object.fromEntries(entries.map(({ name, source }) => [name, join(folder, source)])),
		platform: 'node',
		external: (id) =>
			id.startsWith('node:') || external.some((name) => id === name || id.startsWith(`${name}/`)),
		transform: { target: TARGET },
		// Libraries are built in for what is used of them.
		treeshake: {
			moduleSideEffects: [{ external: false, test: /node_modules/, sideEffects: false }],
		},
		plugins,
		// What one entry loads later, another one may need at once.
		checks: { ineffectiveDynamicImport: false },
		onLog(level, log, pass) {
			// Users don't have what the package does not depend on.
			if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
			pass(level, log);
		},
	});
	const modules: string[] = [];
	for (const format of formats) {
		const { output } = await build.write({
			...format,
			dir: join(folder, 'dist'),
			sourcemap: true,
			sourcemapPathTransform: nameOfLibrary,
			comments: { legal: true, annotation: true, jsdoc: false },
		});
		modules.push(...output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])));
	}
	await build.close();
	return modules;
}
