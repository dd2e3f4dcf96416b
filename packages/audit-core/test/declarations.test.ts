/** The declarations of core compile for a program that has neither the types of Node.js nor those of a browser. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const CORE = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const TSC = join(require.resolve('@typescript/native/package.json'), '../bin/tsc');

/** Every public entry is imported: a declaration that it can reach, and that does not compile, fails the test. */
const PROGRAM = `
import { filterSchema, openAuditLog, type AuditLogOptions, type Signal } from './types/index.js';
import { filterSchema as eager } from './types/format/filter-schema.js';
import { STATUSES } from './types/format/index.js';
import { openRecorder } from './types/open-recorder.js';
import { flushAtEnd } from './types/process-end.js';
import { openSyncRecorder } from './types/sync-recorder.js';
import './types/read/scan/worker.js';

export async function read(options: AuditLogOptions, signal: Signal): Promise<string[]> {
	const log = openAuditLog(options);
	const found = await log.search('alice', { filter: filterSchema.parse({ text: 'plan' }), signal });
	for await (const rows of log.rows('alice', '2026-11-30')) for (const row of rows) row.read();
	return found.entries.map(({ entry, problems }) => (problems ? '' : entry.tool));
}
export const others = [eager, STATUSES, openRecorder, flushAtEnd, openSyncRecorder] as const;
// @ts-expect-error The types are there, and not any.
export const wrong: number = openRecorder;
`;

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'tool-audit-types-'));
	// No other package: a declaration that names one does not compile.
	for (const name of ['zod', '@types/node']) {
		const link = join(folder, 'node_modules', name);
		mkdirSync(dirname(link), { recursive: true });
		symlinkSync(realpathSync(join(CORE, 'node_modules', name)), link, 'junction');
	}
	writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
	writeFileSync(join(folder, 'program.ts'), PROGRAM);
	const emit = ['--emitDeclarationOnly', '--outDir', join(folder, 'types')];
	expect(run('-p', join(CORE, 'tsconfig.build.json'), ...emit)).toBe('');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What the compiler says; nothing when all is right. */
function run(...args: string[]): string {
	const { stdout, stderr } = spawnSync(process.execPath, [TSC, ...args], { encoding: 'utf8' });
	return stdout + stderr;
}

function compile(options: object): string {
	const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
	const compilerOptions = { ...strict, skipLibCheck: false, noEmit: true, ...options };
	const config = join(folder, 'tsconfig.json');
	writeFileSync(config, JSON.stringify({ compilerOptions, files: ['program.ts'] }));
	return run('-p', config);
}

const NODENEXT = { module: 'nodenext' };
const BUNDLER = { module: 'preserve', moduleResolution: 'bundler' };

test.each([
	['nodenext', NODENEXT],
	['bundler', BUNDLER],
])('without the types of Node.js and of a browser (%s)', (_, resolution) => {
	expect(compile({ ...resolution, lib: ['es2022'], types: [] })).toBe('');
});

test('an abort signal is that of the environment', () => {
	writeFileSync(
		join(folder, 'program.ts'),
		`import type { ReadOptions, StoredRows } from './types/audit-log.js';
export const options: ReadOptions = { signal: AbortSignal.timeout(5) };
export const signal: AbortSignal | undefined = options.signal;
export const rows = (rows: StoredRows): AsyncDisposable => rows;`,
	);
	const lib = ['es2022', 'esnext.disposable'];
	expect(compile({ ...NODENEXT, lib, types: ['node'] })).toBe('');
	expect(compile({ ...NODENEXT, lib: [...lib, 'dom'], types: [] })).toBe('');
});
