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
	/** By name of a global, the source that exports what takes its place. */
	instead: Record<string, string>;
	/** What the other entries share. */
	shared: SharedFiles;
}

interface Bundle {
	/** By name of a global, the path and the export that take its place. */
	inject: Record<string, [path: string, name: string]>;
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
	const { folder, manifest, entries, alone, withPeers, shared, instead } = pack;
	const common = {
		external: dependenciesOf(manifest),
		plugins: [usePublished, keepLazyLibraries(join(folder, 'dist'))],
		inject: Object.fromEntries(
			Object.entries(instead).map(([name, source]) => [name, [join(folder, source), name]]),
		) as Bundle['inject'],
	};
	const isAlone = ({ name }: Entry) => alone.includes(name) || withPeers.includes(name);
	const { groups, plugin } = findFiles(folder, shared);

	const bundles: Bundle[] = entries.flatMap((entry) => {
		// In one file that needs no other: a program is copied, and started by its path.
		if (entry.isProgram) {
			const program = { external: [], plugins: [usePublished] };
			return { ...common, ...program, entries: [entry], formats: [inOneFile(COMMONJS)] };
		}
		if (!isAlone(entry)) return [];
		const external = withPeers.includes(entry.name) ? installedWith(manifest) : common.external;
		const formats = [ESM, COMMONJS].map(inOneFile);
		const { browserSource, name } = entry;
		const forBrowsers = browserSource && {
			entries: [{ ...entry, name: `${name}.browser`, source: browserSource }],
			formats: [inOneFile(ESM)],
		};
		return [
			{ ...common, external, formats, entries: [entry] },
			...(forBrowsers ? [{ ...common, ...forBrowsers }] : []),
		];
	});
	bundles.push({
		...common,
		entries: entries.filter((entry) => !entry.isProgram && !isAlone(entry)),
		formats: [ESM, COMMONJS].map((format) => ({ ...format, codeSplitting: { groups } })),
		plugins: [...common.plugins, plugin],
	});

	const modules = new Set<string>();
	for (const one of bundles) for (const id of await write(folder, one)) modules.add(id);
	leanMaps(join(folder, 'dist'));
	return [...modules];
}

function inOneFile(format: OutputOptions): OutputOptions {
	return { ...format, codeSplitting: false };
}

async function write(folder: string, bundle: Bundle): Promise<string[]> {
	const { entries, formats, external, plugins, inject } = bundle;
	const build = await rolldown({
		input: Object.fromEntries(entries.map(({ name, source }) => [name, join(folder, source)])),
		platform: 'node',
		external: (id) =>
			id.startsWith('node:') || external.some((name) => id === name || id.startsWith(`${name}/`)),
		transform: { target: TARGET, inject },
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
