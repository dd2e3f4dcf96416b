import type { Entry } from '@tool-audit/core';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	realpath,
	rm,
	symlink,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRealServer } from './real-server.ts';

const run = promisify(execFile);
const CLIENT = join(import.meta.dirname, '..');
const CORE = join(CLIENT, '../audit-core');
/** Three builds and a compiler run take half a minute on an idle machine. */
const PACKING_MS = 300_000;

/** A program of a user who has installed only the client. */
const CONSUMER = `
import { createAuditClient, isAuditClientError, type Entry, type Page } from '@tool-audit/client';

const [url = '', apiKey = ''] = process.argv.slice(2);
const { audit } = createAuditClient({ url, apiKey });

const { day } = await audit.record.mutate({ tool: 'x', args: { a: [1] }, status: 'ok', result: 'done' });
const page: Page = await audit.readDay.query({ day, limit: 10 });
const [row] = page.entries;
if (row && !row.problems) {
	const entry: Entry = row.entry;
	console.log(entry.tool, entry.status, entry.result_chars);
}
try {
	await audit.entry.query({ day, ref: 'nonsense' });
} catch (error) {
	if (isAuditClientError(error)) console.log(error.data?.code);
}

const large = { tool: 'x', args: {}, status: 'ok', result: 'x'.repeat(700_000) } as const;
await Promise.all(Array.from({ length: 10 }, () => audit.record.mutate(large)));
console.log((await audit.readDay.query({ day })).total);

export const mistakes = () => {
	// @ts-expect-error A day is a string.
	void audit.readDay.query({ day: 5 });
	// @ts-expect-error There is no such status.
	void audit.record.mutate({ tool: 'x', args: {}, status: 'fine', result: '' });
	// @ts-expect-error Rows are in \`entries\`.
	void page.rows;
	// @ts-expect-error Files are not for keys.
	void createAuditClient({ url, apiKey }).files;
};
`;

/** A program that records without a server. Its search starts a worker thread, which has its own file. */
const RECORDER = `
import { openAuditLog, type Receipt } from '@tool-audit/core';

const log = openAuditLog({ home: process.argv[2] ?? '' });
const call = { user: 'alice', tool: 'x', args: {}, status: 'ok', result: 'needle' } as const;
const receipt: Receipt = await log.record(call);
const filter = { text: 'needle' };
const page = await log.readDay('alice', receipt.day, { filter });
const found = await log.search('alice', { filter });
console.log(receipt.written, page.matched, found.entries.length);
await log.close();
`;

/** A program that ends, in the way its argument says, right after calls that it does not await. */
const ENDER = `
import { createAuditClient } from '@tool-audit/client';
import { openAuditLog } from '@tool-audit/core';

const [end = '', home = '', url, apiKey = ''] = process.argv.slice(2);
// Every second one is so large that the client sends it alone.
const resultOf = (n: number) => 'x'.repeat((n % 2) * 70_000);
const call = (n: number) => ({ tool: 'x', args: { n }, status: 'ok', result: resultOf(n) }) as const;
const log = openAuditLog({ home });
const client = url ? createAuditClient({ url, apiKey }) : null;
for (let n = 0; n < 20; n++) {
	if (client) void client.audit.record.mutate(call(n));
	else void log.record({ user: 'alice', ...call(n) });
}
if (end === 'exit') process.exit();
if (end === 'error') throw new Error(end);
if (end === 'rejection') void Promise.reject(new Error(end));
else process.kill(process.pid, end);
`;

const TSCONFIG = {
	compilerOptions: {
		...{ target: 'es2024', lib: ['es2024', 'dom', 'esnext.disposable'], module: 'nodenext' },
		...{ types: ['node'], strict: true, noUncheckedIndexedAccess: true, rootDir: '.' },
	},
	files: ['consumer.ts', 'recorder.ts', 'ender.ts'],
};

let folder: string;

interface Manifest {
	name: string;
	dependencies: Record<string, string>;
}

/** Packs a package as for publishing, and unpacks it as when it is installed. */
async function install(source: string): Promise<void> {
	const { stdout } = await run('pnpm', ['pack', '--json', '--pack-destination', folder], {
		cwd: source,
	});
	const { filename } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { filename: string };
	const { name } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as Manifest;
	const target = join(folder, 'node_modules', name);
	await mkdir(target, { recursive: true });
	await run('tar', ['-xzf', filename, '-C', target, '--strip-components', '1']);
	const { dependencies } = await manifestOf(name);
	for (const dependency of Object.keys(dependencies)) {
		if (!dependency.startsWith('@tool-audit/')) await link(source, dependency);
	}
}

async function manifestOf(name: string): Promise<Manifest> {
	const file = join(folder, 'node_modules', name, 'package.json');
	return JSON.parse(await readFile(file, 'utf8')) as Manifest;
}

/** Dependencies are linked from the workspace instead of installed from a registry. */
async function link(source: string, name: string): Promise<void> {
	const target = join(folder, 'node_modules', name);
	await mkdir(dirname(target), { recursive: true });
	await symlink(await realpath(join(source, 'node_modules', name)), target).catch(() => {});
}

beforeAll(async () => {
	folder = await realpath(await mkdtemp(join(tmpdir(), 'tool-audit-packed-')));
	await install(CORE);
	await install(CLIENT);
	await link(CLIENT, '@types/node');
	await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
	await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
	await writeFile(join(folder, 'consumer.ts'), CONSUMER);
	await writeFile(join(folder, 'recorder.ts'), RECORDER);
	await writeFile(join(folder, 'ender.ts'), ENDER);
	const tsc = join(CLIENT, 'node_modules/typescript/bin/tsc');
	// The compiler prints its errors to standard output.
	await run(process.execPath, [tsc], { cwd: folder }).catch(({ stdout }) => {
		throw new Error(stdout as string);
	});
}, PACKING_MS);

afterAll(() => rm(folder, { recursive: true }));

test('the client contains JavaScript and declarations, and has no dependency that only the workspace has', async () => {
	const { dependencies } = await manifestOf('@tool-audit/client');
	const files = await readdir(join(folder, 'node_modules/@tool-audit/client/dist'));
	expect(files).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'router.d.ts']));
	expect(files.filter((file) => /test|check/.test(file))).toEqual([]);
	expect(Object.values(dependencies).join(' ')).not.toMatch(/workspace|catalog/);
	expect(ours(dependencies)).toEqual(['@tool-audit/core']);
});

test('core contains the private packages it uses, and imports none of them by name', async () => {
	const { dependencies } = await manifestOf('@tool-audit/core');
	expect(ours(dependencies)).toEqual([]);
	const dist = join(folder, 'node_modules/@tool-audit/core/dist');
	const files = (await readdir(dist, { recursive: true })).filter((file) =>
		/\.(js|d\.ts)$/.test(file),
	);
	expect(files).toContain('safe-files/index.js');
	for (const file of files) {
		expect(await readFile(join(dist, file), 'utf8'), file).not.toMatch(/from\s*['"]@tool-audit/);
	}
});

function ours(dependencies: Record<string, string>): string[] {
	return Object.keys(dependencies).filter((name) => name.startsWith('@tool-audit/'));
}

test('the client is typed and works without an installed server', async () => {
	await using server = await openRealServer();
	const args = ['consumer.js', server.url, await server.keyFor('audit:read', 'audit:write')];
	const { stdout } = await run(process.execPath, args, { cwd: folder });
	expect(stdout).toBe('x ok 4\nNOT_FOUND\n11\n');
});

test('core is typed and works alone', async () => {
	const args = ['recorder.js', join(folder, 'own-home')];
	const { stdout } = await run(process.execPath, args, { cwd: folder });
	expect(stdout).toBe('true 1 1\n');
});

const ENDS = [
	['exit', 0],
	['error', 1],
	['rejection', 1],
	['SIGTERM', 'SIGTERM'],
	['SIGINT', 'SIGINT'],
	['SIGHUP', 'SIGHUP'],
] as const;

/** Runs the program that ends, and returns its exit status or signal. */
async function run20(...args: string[]): Promise<number | string> {
	const child = spawn(process.execPath, ['ender.js', ...args], { cwd: folder, stdio: 'ignore' });
	const [code, signal] = (await once(child, 'exit')) as [number, string | null];
	return signal ?? code;
}

/** The numbers of the calls in alice's log. */
async function recorded(home: string): Promise<unknown[]> {
	const log = join(home, 'alice/tool_audit');
	const days = await Promise.all(
		(await readdir(log)).map((day) => readFile(join(log, day), 'utf8')),
	);
	const entries = days
		.join('')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Entry);
	return entries.map(({ args }) => args.n).sort((a, b) => Number(a) - Number(b));
}

const TWENTY = Array.from({ length: 20 }, (_, n) => n);

test.each(ENDS)('core writes 20 of 20 calls that were not awaited at %s', async (end, status) => {
	const home = join(folder, `home-${end}`);
	expect(await run20(end, home)).toBe(status);
	expect(await recorded(home)).toEqual(TWENTY);
});

test.each(ENDS)(
	'the client sends 20 of 20 calls that were not awaited at %s',
	async (end, status) => {
		await using server = await openRealServer();
		const args = [join(folder, 'unused'), server.url, await server.keyFor('audit:write')];
		expect(await run20(end, ...args)).toBe(status);
		expect(await recorded(server.home)).toEqual(TWENTY);
	},
);
