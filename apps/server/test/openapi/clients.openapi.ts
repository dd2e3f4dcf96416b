/** The description of HTTP, in the eyes of the programs that people use with one. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { startServer } from '../fixtures/server.ts';
import { FETCH_PROGRAM, HEY_PROGRAM } from './programs.ts';

const run = promisify(execFile);
const tools = inject('openApiTools');
/** What a strict project has. */
const COMPILER_OPTIONS = {
	...{ strict: true, noUncheckedIndexedAccess: true, skipLibCheck: false },
	...{ module: 'nodenext', target: 'esnext', lib: ['esnext', 'dom', 'dom.iterable'], types: [] },
	...{ rootDir: '.', outDir: 'out' },
};

/** A project with the document of a running server, beside the programs so that it finds them. */
async function openProject() {
	const server = await startServer();
	const ann = await server.person('ann');
	const { secret } = await server.program(ann.account, ['audit:read', 'audit:write']);
	const folder = await mkdtemp(join(tools, 'project-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	const write = (name: string, text: string) => writeFile(join(folder, name), text);
	const { text } = await server.client().get('/api/openapi.json');
	await write('openapi.json', text);
	await write('package.json', JSON.stringify({ type: 'module', private: true }));
	await write('tsconfig.json', JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
	await write(
		'server.ts',
		`export const baseUrl = '${server.url}';\nexport const key = '${secret}';`,
	);
	/** Runs a program that is installed, and returns its output; rejects with it when the program fails. */
	async function runTool(path: string, ...args: string[]): Promise<string> {
		const script = join(tools, 'node_modules', path);
		try {
			return (await run(process.execPath, [script, ...args], { cwd: folder })).stdout;
		} catch (error) {
			const { stdout, stderr } = error as { stdout: string; stderr: string };
			throw new Error(`${path}\n${stdout}\n${stderr}`, { cause: error });
		}
	}
	return {
		write,
		runTool,
		/** Compiles everything, runs a program, and returns what it printed. */
		output: async (program: string): Promise<unknown> => {
			await write('program.ts', program);
			await runTool('typescript/bin/tsc', '-p', '.');
			const { stdout } = await run(process.execPath, [join(folder, 'out/program.js')]);
			return JSON.parse(stdout);
		},
	};
}

test('redocly finds nothing in the document', async () => {
	const { runTool } = await openProject();
	const report = await runTool('@redocly/cli/bin/cli.js', 'lint', 'openapi.json', '--format=json');
	const { totals, problems } = JSON.parse(report) as { totals: object; problems: unknown[] };
	expect(problems).toEqual([]);
	expect(totals).toEqual({ errors: 0, warnings: 0, ignored: 0 });
});

test('the client of openapi-typescript and openapi-fetch compiles and works', async () => {
	const { runTool, output } = await openProject();
	await runTool('openapi-typescript/bin/cli.js', 'openapi.json', '-o', 'openapi.d.ts');
	expect(await output(FETCH_PROGRAM)).toEqual({
		...{ same: true, many: 1, tools: ['web.get 4'], total: 2, wrong: 'BAD_REQUEST', stored: 2 },
	});
});

test('the client of @hey-api/openapi-ts compiles and works', async () => {
	const { runTool, output, write } = await openProject();
	const config = {
		input: 'openapi.json',
		output: { path: 'hey', module: { extension: '.js' } },
		plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
	};
	await write('openapi-ts.config.mjs', `export default ${JSON.stringify(config)};`);
	await runTool('@hey-api/openapi-ts/bin/run.js');
	expect(await output(HEY_PROGRAM)).toEqual({
		...{ same: true, streamed: 'live', tools: ['web.get 4'], total: 2, found: 1 },
		wrong: 'BAD_REQUEST',
	});
});
