/** Core in bundles, run where no package is installed. The program of its threads is a file that a bundle does not contain. */
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { COMMONJS_PROGRAM, ESM_PROGRAM, PRINTED } from './core-program.ts';
import { makeProject, programPath, testWith, type Project } from './project.ts';

const SCAN_WORKER = '../node_modules/@tool-audit/core/dist/scan-worker.cjs';

/** Runs a bundle in the folder `out`, with the path of the threads' program if there is one, and returns what it printed. */
async function runAlone(project: Project, bundle: string, worker?: string): Promise<object> {
	const alone = project.copyAlone('out');
	const args = worker === undefined ? [] : [worker];
	return JSON.parse(await alone.print(process.execPath, bundle, alone.folder, ...args)) as object;
}

/** Without threads, the same is found. */
const WITHOUT_THREADS = {
	...PRINTED,
	warnings: [expect.stringMatching(/^Logs are read without worker threads, so more slowly: /)],
};

const esbuild = async (project: Project, ...args: string[]) =>
	project.print(programPath('esbuild/bin/esbuild'), '--bundle', '--platform=node', ...args);

for (const [format, main, bundle] of [
	['esm', ESM_PROGRAM, 'main.mjs'],
	['cjs', ESM_PROGRAM.replace('await main', 'void main'), 'main.cjs'],
] as const) {
	testWith(null, `esbuild, as ${format}, with the threads’ program beside the bundle`, async () => {
		const project = makeProject({ 'main.mjs': main });
		await esbuild(project, 'main.mjs', `--format=${format}`, `--outfile=out/${bundle}`);
		project.write('out/scan-worker.cjs', project.read(SCAN_WORKER));
		expect(await runAlone(project, bundle, 'scan-worker.cjs')).toEqual(PRINTED);
		// In a bundle of ES modules it is found beside the bundle by itself.
		expect(await runAlone(project, bundle)).toEqual(format === 'esm' ? PRINTED : WITHOUT_THREADS);
	});

	testWith(null, `esbuild, as ${format}, with the threads’ program bundled`, async () => {
		const project = makeProject({ 'main.mjs': main });
		await esbuild(project, 'main.mjs', `--format=${format}`, `--outfile=out/${bundle}`);
		await esbuild(project, '@tool-audit/core/scan-worker', '--outfile=out/threads.cjs');
		expect(await runAlone(project, bundle, 'threads.cjs')).toEqual(PRINTED);
	});

	testWith(null, `esbuild, as ${format}, without the threads’ program`, async () => {
		const project = makeProject({ 'main.mjs': main });
		await esbuild(project, 'main.mjs', `--format=${format}`, `--outfile=out/${bundle}`);
		expect(await runAlone(project, bundle)).toEqual(WITHOUT_THREADS);
	});
}

testWith(null, 'esbuild leaves zod out of a program that uses no schema', async () => {
	const project = makeProject({
		'main.mjs': "import { openAuditLog } from '@tool-audit/core'; console.log(openAuditLog);",
	});
	await esbuild(project, 'main.mjs', '--format=esm', '--outfile=out/main.mjs');
	expect(project.read('out/main.mjs')).not.toContain('ZodObject');
});

for (const [kind, main] of [
	['ES modules', ESM_PROGRAM],
	['CommonJS', COMMONJS_PROGRAM],
] as const) {
	const entry = kind === 'CommonJS' ? 'main.cjs' : 'main.mjs';

	testWith(null, `webpack, from ${kind}`, async () => {
		const project = makeProject({
			[entry]: main,
			'build.cjs': `
				const webpack = require(${JSON.stringify(programPath('webpack'))});
				webpack({
					mode: 'production',
					target: 'node22',
					entry: './${entry}',
					output: { path: __dirname + '/out', filename: 'main.cjs' },
				}, (error, stats) => {
					if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
				});`,
		});
		await project.print(process.execPath, 'build.cjs');
		// From ES modules it copies the threads' program by itself.
		const printed = kind === 'CommonJS' ? WITHOUT_THREADS : PRINTED;
		expect(await runAlone(project, 'main.cjs')).toEqual(printed);
	});
}

const vite = async (project: Project, ...args: string[]) =>
	project.print(process.execPath, programPath('vite/bin/vite.js'), 'build', ...args);

testWith(null, 'Vite, for a server', async () => {
	const project = makeProject({
		'main.mjs': ESM_PROGRAM,
		'vite.config.mjs': `export default {
			logLevel: 'warn',
			ssr: { noExternal: true },
			build: { ssr: 'main.mjs', outDir: 'out', rolldownOptions: { output: { entryFileNames: 'main.mjs' } } },
		};`,
	});
	await vite(project);
	project.write('out/scan-worker.cjs', project.read(SCAN_WORKER));
	expect(await runAlone(project, 'main.mjs', 'scan-worker.cjs')).toEqual(PRINTED);
});

const FOR_BROWSER = `export default {
	logLevel: 'warn',
	build: { outDir: 'out', modulePreload: false, rolldownOptions: { input: 'main.mjs', output: { entryFileNames: 'main.mjs' } } },
};`;

testWith(null, 'Vite, for a browser: the rules of the format', async () => {
	const project = makeProject({
		'main.mjs': `import { parseTs, STATUSES } from '@tool-audit/core/format';
			globalThis.shown = [parseTs('2026-11-30T12:00:00Z').offsetMs, ...STATUSES];`,
		'vite.config.mjs': FOR_BROWSER,
	});
	await vite(project);
	const code = project.read('out/main.mjs');
	expect(code).not.toMatch(/\b(require|process|Buffer|__vite-browser-external)\b/);
	const window: { shown?: unknown } = {};
	runInNewContext(code, window);
	expect(window.shown).toEqual([0, 'ok', 'error', 'denied']);
});

const CLIENT_GZIP_BYTES_MAX = 18_000;

testWith(null, 'Vite, for a browser: the client, without zod and in 18 kB', async () => {
	const project = makeProject({
		'main.mjs': `import { createAuditClient } from '@tool-audit/client';
			globalThis.client = createAuditClient({ url: 'https://audit.example.com', apiKey: 'key' });`,
		'vite.config.mjs': FOR_BROWSER,
	});
	await vite(project);
	const code = project.read('out/main.mjs');
	expect(code).not.toMatch(/\b(require|Buffer|ZodObject|__vite-browser-external)\b/);
	expect(gzipSync(code).byteLength).toBeLessThanOrEqual(CLIENT_GZIP_BYTES_MAX);
	const window: { client?: object } = {};
	const globals = { URL, console, fetch, setTimeout, clearTimeout };
	runInNewContext(code, Object.assign(window, globals));
	expect(Object.keys(window.client!)).toEqual(expect.arrayContaining(['audit', 'tail', 'rows']));
});
