/**
 * Circular imports between source files. Files that import each other can't be read, tested or moved alone. Imports of
 * types count too; dynamic imports (`import('…')`) do not.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const SOURCES = '{apps,packages}/*/src/**/*.{ts,js,svelte}';
const IMPORT = /^\s*(?:import|export)\s(?:[^'"`;]*\sfrom\s+)?['"]([^'"]+)['"]/gm;
/** The web app's alias for its `src/lib` (`imports` in its package.json). */
const LIB = '#lib/';

/** The source files that each source file of the repository imports, by path. */
export function readImports(root: string): Map<string, string[]> {
	const texts = globSync(SOURCES, { cwd: root }).map((path): [string, string] => {
		const name = path.split(sep).join('/');
		return [name, readFileSync(join(root, path), 'utf8')];
	});
	return importsOf(new Map(texts));
}

export function importsOf(texts: ReadonlyMap<string, string>): Map<string, string[]> {
	const imports = new Map<string, string[]>();
	for (const [path, text] of texts) {
		const named = [...text.matchAll(IMPORT)].map(([, specifier]) => resolve(path, specifier!));
		// A component that contains itself, as a tree does, is not a circle.
		imports.set(
			path,
			[...new Set(named)].filter((name) => texts.has(name) && name !== path),
		);
	}
	return imports;
}

function resolve(path: string, specifier: string): string {
	if (specifier.startsWith(LIB)) {
		return path.replace(/\/src\/.*/, `/src/lib/${specifier.slice(LIB.length)}`);
	}
	if (!specifier.startsWith('.')) return specifier;
	return relative('.', join(dirname(path), specifier))
		.split(sep)
		.join('/');
}

/** One circle for each group of files that import each other, as a path that ends where it began. */
export function findCircles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
	const circles: string[][] = [];
	/** Files from which all circles have been found. */
	const done = new Set<string>();
	const way: string[] = [];

	function visit(path: string): void {
		const at = way.indexOf(path);
		if (at !== -1) circles.push([...way.slice(at), path]);
		if (at !== -1 || done.has(path)) return;
		way.push(path);
		for (const next of imports.get(path) ?? []) visit(next);
		way.pop();
		done.add(path);
	}

	for (const path of imports.keys()) visit(path);
	return circles;
}
