/**
 * How a published package names its built files, from the sources that its `exports` name in this workspace.
 *
 *     node ../../tools/packages/published-exports.ts     writes it into the `publishConfig` of the package in this folder
 *
 * A test fails when it is not as written.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf, readManifest, type Entry, type Manifest } from './manifest.ts';

/** The declarations of a source: both packages build them beside each other, in the folders of their sources. */
export function declarationsOf(source: string, extension: '.d.ts' | '.d.cts'): string {
	return `dist/${source.replace(/^src\//, '').replace(/\.ts$/, extension)}`;
}

function conditionsOf({ name, source, isForBrowsers, isProgram }: Entry): object {
	const forRequire = {
		types: `./${declarationsOf(source, '.d.cts')}`,
		default: `./dist/${name}.cjs`,
	};
	// One file serves both: whoever starts it gives its path.
	if (isProgram) return forRequire;
	const forImport = {
		types: `./${declarationsOf(source, '.d.ts')}`,
		default: `./dist/${name}.js`,
	};
	const forBrowsers = { types: forImport.types, default: `./dist/${name}.browser.js` };
	return {
		...(isForBrowsers && { browser: forBrowsers }),
		...{ import: forImport, require: forRequire },
	};
}

/** The `publishConfig` of a package. All but `exports` is for compilers and bundlers that don't know `exports`. */
export function publishConfigOf(manifest: Manifest): object {
	const entries = entriesOf(manifest);
	const main = entries.find(({ subpath }) => subpath === '.');
	const others = entries.filter((entry) => entry !== main);
	const typesOf = ({ source }: Entry) => `./${declarationsOf(source, '.d.cts')}`;
	return {
		...(main && { main: './dist/index.cjs', module: './dist/index.js', types: typesOf(main) }),
		...(others.length > 0 && {
			typesVersions: {
				'*': Object.fromEntries(others.map((entry) => [entry.name, [typesOf(entry)]])),
			},
		}),
		exports: {
			...Object.fromEntries(entries.map((entry) => [entry.subpath, conditionsOf(entry)])),
			'./package.json': './package.json',
		},
	};
}

if (import.meta.main) {
	const path = join(process.cwd(), 'package.json');
	const written = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
	written.publishConfig = publishConfigOf(readManifest(process.cwd()));
	writeFileSync(path, `${JSON.stringify(written, null, '\t')}\n`);
}
