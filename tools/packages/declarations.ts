/** The declarations of a published package: what its entries can reach, for `import` and for `require`. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedWith, type Entry, type Manifest } from './manifest.ts';
import { declarationsOf } from './published-exports.ts';

/** `from '…'`, `import('…')` and `import '…'`, with the text before and after the name. */
const SPECIFIER = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"]+)\2/g;
const MAP = '//# sourceMappingURL=';
const COMPILER = new URL('bin/tsc', import.meta.resolve('@typescript/native/package.json'));

/** Writes the declarations of all sources with the compiler. Their maps lead to the sources in the package. */
export function emitDeclarations(folder: string): void {
	const args = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--declarationMap'];
	const { status } = spawnSync(process.execPath, [fileURLToPath(COMPILER), ...args], {
		cwd: folder,
		stdio: 'inherit',
	});
	if (status !== 0) throw new Error('The declarations can’t be built.');
}

/** Removes the declarations that no entry reaches, and writes those that are left once more for `require`. */
export function finishDeclarations(folder: string, manifest: Manifest, entries: Entry[]): void {
	const reached = new Set<string>();
	const installed = installedWith(manifest);
	const queue = entries.map(({ source }) => join(folder, declarationsOf(source, '.d.ts')));
	for (const path of queue) {
		if (reached.has(path)) continue;
		reached.add(path);
		for (const name of specifiersOf(readFileSync(path, 'utf8'))) {
			if (name.startsWith('.')) queue.push(declarationAt(path, name));
			else if (!installed.some((known) => name === known || name.startsWith(`${known}/`))) {
				const file = relative(folder, path);
				throw new Error(`${file} names ${name}, which users of ${manifest.name} don’t have.`);
			}
		}
	}
	for (const path of globSync('dist/**/*.d.ts', { cwd: folder }).map((name) =>
		join(folder, name),
	)) {
		if (reached.has(path)) writeForBoth(path);
		else for (const unreached of [path, `${path}.map`]) rmSync(unreached, { force: true });
	}
}

/** Examples in comments may name other packages. */
function specifiersOf(text: string): string[] {
	const code = text.replace(/\/\*[^]*?\*\//g, '');
	return [...code.matchAll(SPECIFIER)].map(([, , , name]) => name!);
}

/** The declarations that a relative name in `path` means. */
function declarationAt(path: string, name: string): string {
	return resolve(dirname(path), name.replace(/\.[cm]?[jt]s$/, '.d.ts'));
}

function writeForBoth(path: string): void {
	const text = readFileSync(path, 'utf8');
	// Declarations that were written by a script have no map.
	const map = text.includes(MAP)
		? (JSON.parse(readFileSync(`${path}.map`, 'utf8')) as object)
		: null;
	rmSync(`${path}.map`, { force: true });
	for (const [types, js] of [
		['.d.ts', '.js'],
		['.d.cts', '.cjs'],
	] as const) {
		const file = path.replace(/\.d\.ts$/, types);
		const name = basename(file);
		const body = named(text, js);
		writeFileSync(file, map ? `${body.slice(0, body.lastIndexOf(MAP))}${MAP}${name}.map\n` : body);
		if (map) writeFileSync(`${file}.map`, JSON.stringify({ ...map, file: name }));
	}
}

/** The text with relative names of files of this extension. */
function named(text: string, extension: string): string {
	return text.replace(SPECIFIER, (whole, before: string, quote: string, name: string) =>
		name.startsWith('.')
			? `${before}${quote}${name.replace(/\.[jt]s$/, extension)}${quote}`
			: whole,
	);
}
