/** Bundles the command line, the server and the built page into a package without dependencies. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { buildHook } from '../../../packages/audit-capture/tools/build-hook.ts';
import { thirdPartyText } from '../../../tools/third-party.ts';

const CLI = join(import.meta.dirname, '..');
const ROOT = join(CLI, '../..');

interface Options {
	/** Folder of the built page. */
	web: string;
	/** The modules bundled into the page. */
	webModules: string[];
	/** Where the package is written. */
	out: string;
}

/** Returns the path of the packed file. The package runs no script when it is installed. */
export async function makePackage({ web, webModules, out }: Options): Promise<string> {
	const folder = join(out, 'package');
	mkdirSync(folder, { recursive: true });
	const modules = await bundle(join(folder, 'dist'));
	writeFileSync(join(folder, 'THIRD-PARTY.txt'), thirdPartyText([...modules, ...webModules]));
	await buildHook(join(folder, 'hook'));
	cpSync(web, join(folder, 'web'), { recursive: true });
	cpSync(join(ROOT, 'sample-home'), join(folder, 'sample-home'), { recursive: true });
	cpSync(join(CLI, 'bin'), join(folder, 'bin'), { recursive: true });
	cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
	const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
	writeFileSync(join(folder, 'README.md'), withoutRepository(readme));
	const manifest = JSON.parse(readFileSync(join(CLI, 'package.json'), 'utf8')) as Manifest;
	const { name, version, description, license, type, engines } = manifest;
	const bin = { 'tool-audit': './bin/tool-audit.cjs' };
	writeFileSync(
		join(folder, 'package.json'),
		JSON.stringify({ name, version, description, license, type, engines, bin }, null, '\t'),
	);
	execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', out], {
		cwd: folder,
		shell: process.platform === 'win32',
	});
	return join(out, `${name}-${version}.tgz`);
}

/** The README without pictures and links to files, which only the repository has. */
function withoutRepository(readme: string): string {
	return readme
		.replace(/<picture>.*?<\/picture>\n*/s, '')
		.replace(/\[([^\]]+)\]\((?!https?:|#)[^)]+\)/g, '$1');
}

interface Manifest {
	name: string;
	version: string;
	description: string;
	license: string;
	type: string;
	engines: object;
}

/** Returns the bundled modules. */
async function bundle(dir: string): Promise<string[]> {
	const build = await rolldown({
		input: {
			main: join(CLI, 'src/main.ts'),
			// Started by path, so it must be next to the code that starts it.
			worker: join(ROOT, 'packages/audit-core/src/read/scan/worker.ts'),
		},
		platform: 'node',
		external: [/^node:/],
		onLog(level, log, pass) {
			// Nothing else is installed with the package, so the import would fail.
			if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
			pass(level, log);
		},
	});
	const { output } = await build.write({
		dir,
		format: 'esm',
		entryFileNames: '[name].js',
		chunkFileNames: '[name]-[hash].js',
	});
	await build.close();
	return output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
}
