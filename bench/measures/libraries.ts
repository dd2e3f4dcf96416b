import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { runCommand } from '../harness/child.ts';
import { atMost } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';

const PACKAGES = join(import.meta.dirname, '../../packages');
const GZIP_LEVEL = 9;
/** A process is quickly measured, and single ones differ by a third. */
const PROCESSES = 4;

const IMPORT = `
const start = performance.now();
await import(process.argv[1]);
console.log(performance.now() - start);`;

export const libraries: Measure = {
	name: 'libraries',
	title: 'the packages: how long core takes to load, and the weight of the client',
	async run({ runs }) {
		for (const name of ['audit-core', 'audit-client']) {
			await runCommand(process.execPath, [join(PACKAGES, name, 'tools/build.ts')]);
		}
		const times = { core: [] as number[], client: [] as number[], pino: [] as number[] };
		await inTurn(
			runs * PROCESSES,
			async () => times.core.push(await importMs(join(PACKAGES, 'audit-core/dist/index.js'))),
			async () => times.client.push(await importMs(join(PACKAGES, 'audit-client/dist/index.js'))),
			async () => times.pino.push(await importMs(import.meta.resolve('pino'))),
		);
		const baseline = { name: 'pino', sample: sampleOf(times.pino, 'ms') };
		return [
			{
				work: 'import of `@tool-audit/core`',
				subject: sampleOf(times.core, 'ms'),
				baseline,
				goal: atMost(40, 'ms'),
				note: 'As it is published, in a fresh process.',
			},
			{
				work: 'import of `@tool-audit/client`',
				subject: sampleOf(times.client, 'ms'),
				baseline,
				goal: atMost(40, 'ms'),
			},
			{
				work: '`@tool-audit/client` in a browser, gzip',
				subject: sampleOf([await weightOfClient()], 'kB'),
				baseline: null,
				goal: atMost(18, 'kB'),
				note: 'Minified, in a page that imports `createAuditClient`.',
			},
		];
	},
};

async function importMs(path: string): Promise<number> {
	const { stdout } = await runCommand(process.execPath, [
		...['--input-type=module', '--eval', IMPORT],
		path,
	]);
	return Number(stdout);
}

/** Of a page that imports nothing else of it. */
async function weightOfClient(): Promise<number> {
	const entry = join(PACKAGES, 'audit-client/dist/index.browser.js');
	return withFolder(async (folder) => {
		const page = join(folder, 'page.js');
		await writeFile(page, `export { createAuditClient } from ${JSON.stringify(entry)};`);
		const build = await rolldown({ input: page, platform: 'browser' });
		const { output } = await build.generate({ format: 'es', minify: true });
		await build.close();
		const code = output.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])).join('');
		return gzipSync(code, { level: GZIP_LEVEL }).length / 1_000;
	});
}
