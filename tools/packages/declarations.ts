/** The declarations of a published package: what its entries can reach, for `import` and for `require`. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	entriesOf,
	installedWith,
	isOf,
	readManifest,
	type Entry,
	type Manifest,
} from './manifest.ts';
import { declarationsOf } from './published-exports.ts';

/** `from '…'`, `import('…')` and `import '…'`, with the text before and after the name. */
const SPECIFIER = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"]+)\2/g;
const MAP = '//# sourceMappingURL=';
const COMPILER = new URL('bin/tsc', import.meta.resolve('@typescript/native/package.json'));

/** Writes the declarations of all sources with the compiler. Their maps lead to the sources in the package. */
export function emitDeclarations(folder: string, outDir: string): void {
	const args = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--declarationMap'];
	const { status } = spawnSync(
		process.execPath,
		[fileURLToPath(COMPILER), ...args, '--outDir', outDir],
		{ cwd: folder, stdio: 'inherit' },
	);
	if (status !== 0) throw new Error('The declarations can’t be built.');
}

export interface DeclarationsToFinish {
	folder: string;
	manifest: Manifest;
	entries: Entry[];
	/** Modules of this workspace whose declarations the package contains. */
	builtIn: string[];
}

/** Removes the declarations that no entry reaches, and writes those that are left once more for `require`. */
export function finishDeclarations(wanted: DeclarationsToFinish): void {
	const { folder, manifest, entries } = wanted;
	const builtIn = emitBuiltIn(wanted);
	const reached = new Set<string>();
	const installed = installedWith(manifest);
	const queue = entries.map(({ source }) => join(folder, declarationsOf(source, '.d.ts')));
	for (const path of queue) {
		if (reached.has(path)) continue;
		reached.add(path);
		const text = withRelativeNames(readFileSync(path, 'utf8'), path, builtIn);
		writeFileSync(path, text);
		for (const name of specifiersOf(text)) {
			if (name.startsWith('.')) queue.push(declarationAt(path, name));
			else if (!isOf(installed, name)) {
				const file = relative(folder, path);
				throw new Error(`${file} names ${name}, which users of ${manifest.name} don’t have.`);
			}
		}
	}
	for (const path of globSync('dist/**/*.d.ts', { cwd: folder }).map((name) =>
		join(folder, name),
	)) {
		const isBuiltIn = [...builtIn.values()].some(({ root }) => path.startsWith(root));
		if (reached.has(path)) writeForBoth(path, { hasSources: !isBuiltIn });
		else for (const unreached of [path, `${path}.map`]) rmSync(unreached, { force: true });
	}
}

/** By name of a module, the path of its declarations and the folder that those of its package are in. */
type BuiltIn = Map<string, { path: string; root: string }>;

function emitBuiltIn({ folder, builtIn }: DeclarationsToFinish): BuiltIn {
	const found: BuiltIn = new Map();
	for (const name of builtIn) {
		const [scope, bare, ...subpath] = name.split('/');
		const source = realpathSync(join(folder, 'node_modules', scope!, bare!));
		const root = join(folder, 'dist', basename(source));
		if (!existsSync(root)) emitDeclarations(source, root);
		const entries = entriesOf(readManifest(source));
		const entry = entries.find((entry) => entry.subpath === ['.', ...subpath].join('/'))!;
		const path = join(root, relative('dist', declarationsOf(entry.source, '.d.ts')));
		found.set(name, { path, root });
	}
	return found;
}

function withRelativeNames(text: string, path: string, builtIn: BuiltIn): string {
	return text.replace(SPECIFIER, (whole, before: string, quote: string, name: string) => {
		const found = builtIn.get(name);
		if (!found) return whole;
		const target = relative(dirname(path), found.path).replace(/\.d\.ts$/, '.js');
		return `${before}${quote}${target.startsWith('.') ? target : `./${target}`}${quote}`;
	});
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

function writeForBoth(path: string, { hasSources }: { hasSources: boolean }): void {
	const text = readFileSync(path, 'utf8');
	const map = hasSources ? (JSON.parse(readFileSync(`${path}.map`, 'utf8')) as object) : null;
	rmSync(`${path}.map`, { force: true });
	for (const [types, js] of [
		['.d.ts', '.js'],
		['.d.cts', '.cjs'],
	] as const) {
		const file = path.replace(/\.d\.ts$/, types);
		const name = basename(file);
		const body = named(text, js);
		const link = map ? `${MAP}${name}.map\n` : '';
		writeFileSync(file, body.slice(0, body.lastIndexOf(MAP)) + link);
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
