/** The JavaScript of a published package, with the private packages and the libraries that it contains. */
import { rolldown, type OutputOptions, type Plugin } from 'rolldown';
import { join } from 'node:path';
import type { BuildOptions } from './build-package.ts';
import { keepLazyLibraries, use } from './bundle-plugins.ts';
import { leanMaps, nameOfLibrary } from './source-maps.ts';
import { dependenciesOf, isOf, type Entry, type Manifest } from './manifest.ts';
import { findFiles } from './shared-files.ts';

export interface PackageToBundle extends Required<Omit<BuildOptions, 'folder'>> {
	/** Absolute path. */
	folder: string;
	manifest: Manifest;
	entries: Entry[];
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
	const { folder, manifest, entries, alone, peers, shared } = pack;
	const dependencies = dependenciesOf(manifest);
	const plugins = [use('published'), keepLazyLibraries(join(folder, 'dist'))];
	const { groups, plugin } = findFiles(folder, shared);
	const externalOf = (some: Entry[]) => [
		...dependencies,
		...some.flatMap(({ name }) => peers[name] ?? []),
	];
	const single = (entry: Entry) => ({ entries: [entry], external: externalOf([entry]), plugins });

	const bundles = entries.flatMap((entry): Bundle[] => {
		// In one file that needs no other: a program is copied, and started by its path.
		if (entry.isProgram) {
			const program = { ...single(entry), external: [], plugins: [use('published')] };
			return [{ ...program, formats: [inOneFile(COMMONJS)] }];
		}
		const forBrowsers = {
			...single({ ...entry, name: `${entry.name}.browser` }),
			external: externalOf([entry]),
			plugins: [use('browser'), ...plugins],
			formats: [inOneFile(ESM)],
		};
		return [
			...(alone.includes(entry.name)
				? [{ ...single(entry), formats: [ESM, COMMONJS].map(inOneFile) }]
				: []),
			...(entry.isForBrowsers ? [forBrowsers] : []),
		];
	});
	const others = entries.filter(({ name, isProgram }) => !isProgram && !alone.includes(name));
	bundles.push({
		entries: others,
		external: externalOf(others),
		formats: [ESM, COMMONJS].map((format) => ({ ...format, codeSplitting: { groups } })),
		plugins: [...plugins, plugin],
	});

	const modules = new Set<string>();
	for (const one of bundles) for (const id of await write(pack, one)) modules.add(id);
	leanMaps(join(folder, 'dist'));
	return [...modules];
}

function inOneFile(format: OutputOptions): OutputOptions {
	return { ...format, codeSplitting: false };
}

async function write(
	{ folder, builtIn, instead }: PackageToBundle,
	{ entries, formats, external, plugins }: Bundle,
): Promise<string[]> {
	const inject = Object.entries(instead).map(([name, source]) => {
		return [name, [join(folder, source), name] as [string, string]] as const;
	});
	const build = await rolldown({
		input: Object.fromEntries(entries.map(({ name, source }) => [name, join(folder, source)])),
		platform: 'node',
		external: (id) => id.startsWith('node:') || (isOf(external, id) && !builtIn.includes(id)),
		transform: { target: TARGET, inject: Object.fromEntries(inject) },
		// Libraries are built in for what is used of them.
		treeshake: {
			moduleSideEffects: [{ external: false, test: /node_modules/, sideEffects: false }],
			propertyReadSideEffects: false,
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
