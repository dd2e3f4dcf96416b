import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openAuditLog } from '../src/index.ts';
import { RUNS_SOURCES } from './runs-sources.ts';

const WORKER = new URL('../src/read/scan/worker.ts', import.meta.url).href;

test.runIf(RUNS_SOURCES).each([
	['a path', (path: string) => path],
	['an address', (path: string) => pathToFileURL(path).href],
])('the threads run the program that %s names', async (_, naming) => {
	const folder = mkdtempSync(join(tmpdir(), 'tool-audit-worker-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const [program, hasRun] = [join(folder, 'own worker.mjs'), join(folder, 'has-run')];
	writeFileSync(
		program,
		`import { writeFileSync } from 'node:fs';
		import ${JSON.stringify(WORKER)};
		writeFileSync(${JSON.stringify(hasRun)}, '');`,
	);
	const log = openAuditLog({ home: join(folder, 'home'), scanWorker: naming(program) });
	await log.record({ user: 'alice', tool: 'x', args: {}, status: 'ok', result: 'needle' });
	// Expressions are always searched in a thread.
	const { entries } = await log.search('alice', { filter: { text: 'ne+dle', regex: true } });
	await log.close();
	expect(entries).toHaveLength(1);
	expect(existsSync(hasRun)).toBe(true);
});
