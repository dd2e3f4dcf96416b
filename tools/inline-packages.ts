/**
 * Copies the private packages of this workspace that a built package uses into its `dist`, and changes its imports
 * accordingly: an installed package must not import one that is not published. Run in the package's folder, after its
 * own build.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

const DIST = 'dist';
/** `from '…'`, `import('…')` and `import '…'` of a package of this workspace, with the text before the name. */
const IMPORT = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])(@tool-audit\/[\w-]+)(\/[\w-]+)?\2/g;

interface Manifest {
	private?: boolean;
	exports: Record<string, string>;
}

const inlined = new Map<string, Manifest | null>();

/** The manifest of a package that is copied in; `null` for one that is published itself. */
function inline(name: string): Manifest | null {
	const known = inlined.get(name);
	if (known !== undefined) return known;
	const folder = realpathSync(join('node_modules', name));
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
	inlined.set(name, manifest.private ? manifest : null);
	if (!manifest.private) return null;
	const files = globSync('src/**/*.ts', { cwd: folder }).filter(
		(file) => !/\.(test|fixture)\.ts$/.test(file),
	);
	const out = join(process.cwd(), DIST, basename(name));
	const options = ['--ignoreConfig', '--outDir', out, '--rootDir', join(folder, 'src')];
	const config = JSON.parse(
		readFileSync(join(import.meta.dirname, '../tsconfig.base.json'), 'utf8'),
	) as {
		compilerOptions: Record<string, unknown>;
	};
	const settings = { ...config.compilerOptions, noEmit: false, declaration: true };
	for (const [key, value] of Object.entries(settings)) {
		options.push(`--${key}`, Array.isArray(value) ? value.join(',') : String(value));
	}
	const { status } = spawnSync('tsc', [...options, ...files], {
		cwd: folder,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) process.exit(1);
	return manifest;
}

function pointTo(file: string, name: string, subpath: string | undefined): string | null {
	const manifest = inline(name);
	if (!manifest) return null;
	const source = manifest.exports[subpath ? `.${subpath}` : '.'];
	if (!source) throw new Error(`${name} has no export ${subpath}.`);
	const target = join(DIST, basename(name), source.replace('./src/', '').replace(/\.ts$/, '.js'));
	const path = relative(dirname(file), target).split(sep).join('/');
	return path.startsWith('.') ? path : `./${path}`;
}

for (const file of globSync(`${DIST}/**/*.{js,d.ts}`)) {
	const text = readFileSync(file, 'utf8');
	const pointed = text.replace(
		IMPORT,
		(whole, before: string, quote: string, name: string, subpath?: string) => {
			const path = pointTo(file, name, subpath);
			return path === null ? whole : `${before}${quote}${path}${quote}`;
		},
	);
	if (pointed !== text) writeFileSync(file, pointed);
}
