import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bundleAsCommonJs } from './bundle.ts';
import { DAY, numbered, openTestLog, USER } from './read-fixture.ts';

const WORKER = join(import.meta.dirname, '../src/read/scan/worker.ts');
/** It only runs in a worker, if there is any. */
const filter = { text: '.', regex: true };

test.each<[string, (path: string) => string | URL]>([
	['a path', (path) => path],
	['a path from the working directory', (path) => relative(process.cwd(), path)],
	['a URL', (path) => pathToFileURL(path)],
	['the text of a URL', (path) => pathToFileURL(path).href],
])('the program of the worker threads is where the option says, by %s', async (_, given) => {
	const { home, write, open } = await openTestLog();
	await write(numbered(3));
	const [program, mark] = [`${home}-worker.ts`, `${home}-mark`];
	const own = `import { writeFileSync } from 'node:fs';
		writeFileSync(${JSON.stringify(mark)}, '');
		await import(${JSON.stringify(pathToFileURL(WORKER).href)});`;
	await writeFile(program, own);
	const log = open({ scanWorker: given(program) });
	expect((await log.readDay(USER, DAY, { filter })).matched).toBe(3);
	expect(existsSync(mark)).toBe(true);
});

test('a program that is bundled as CommonJS, without the worker’s program, reads all the same', async () => {
	const { home, write } = await openTestLog();
	await write(numbered(5_000));
	const code = await bundleAsCommonJs('test/no-threads-child.ts');
	const bundle = `${home}-program.cjs`;
	// As bundlers write it that know no address of a module.
	await writeFile(
		bundle,
		`${code.replace(/require\("url"\)\.pathToFileURL\(__filename\)\.href/g, 'undefined')}`,
	);
	expect(await readFile(bundle, 'utf8')).not.toContain('__filename');
	const run = promisify(execFile)(process.execPath, [bundle, home, USER, DAY]);
	const { stdout, stderr } = await run;
	expect(JSON.parse(stdout)).toMatchObject({ total: 5_000, matched: 5_000, counted: 5_000 });
	expect(stderr).toMatch(/ToolAuditWarning: Logs are read without worker threads.*scanWorker/);
	expect(stderr.match(/Warning:/g)).toHaveLength(1);
});
