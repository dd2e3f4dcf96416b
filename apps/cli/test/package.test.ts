/**
 * The package that people install, in an empty folder. Here it contains a page of one line; `pnpm test deep package`
 * passes the complete package in TOOL_AUDIT_TEST_PACKAGE.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makePackage } from '../tools/make-package.ts';

const run = promisify(execFile);
const INSTALL = ['--ignore-scripts', '--offline', '--no-audit', '--no-fund', '--loglevel=error'];

let folder: string;
let packed: string;
/** Where npm installed the package and its command. */
let installed: string;
let command: string;

async function packSmall(): Promise<string> {
	const web = join(folder, 'small-page');
	await mkdir(web);
	await writeFile(join(web, 'index.html'), '<!doctype html><title>Tool Audit</title>');
	return makePackage({ web, webModules: [], out: join(folder, 'packed') });
}

beforeAll(async () => {
	folder = await realpath(await mkdtemp(join(tmpdir(), 'tool-audit-package-')));
	packed = process.env.TOOL_AUDIT_TEST_PACKAGE ?? (await packSmall());
	const prefix = join(folder, 'npm');
	await run('npm', ['install', '--global', '--prefix', prefix, ...INSTALL, packed]);
	installed = join(prefix, 'lib/node_modules/tool-audit');
	command = join(prefix, 'bin/tool-audit');
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A new user account on this machine, without any data yet. */
async function person() {
	const home = await mkdtemp(join(folder, 'person-'));
	const env = { PATH: process.env.PATH, HOME: home, PORT: '0' };
	return { home, env, run: (...args: string[]) => run(command, args, { env, cwd: home }) };
}

async function start({ env, home }: Awaited<ReturnType<typeof person>>) {
	const child = spawn(command, ['start'], { env, cwd: home, stdio: ['ignore', 'pipe', 'ignore'] });
	onTestFinished(() => void child.kill('SIGKILL'));
	let text = '';
	for await (const chunk of child.stdout) {
		text += String(chunk);
		const link = /(http:\/\/127\.0\.0\.1:\d+)\/setup#(\S+)\n/.exec(text);
		if (link) return { url: link[1]!, secret: link[2]!, text };
	}
	throw new Error(`The process ended: ${text}`);
}

type Answer<T> = { result: { data: T } } | { error: { message: string } };

/** Calls procedures as the page does, with the cookie of a sign-in. */
function browser(url: string) {
	let cookie = '';
	return async <T>(path: string, input: object): Promise<T> => {
		const response = await fetch(`${url}/trpc/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', cookie },
			body: JSON.stringify(input),
		});
		const set = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
		if (set.length > 0) cookie = set.join('; ');
		const answer = (await response.json()) as Answer<T>;
		if ('error' in answer) throw new Error(answer.error.message);
		return answer.result.data;
	};
}

test('has no dependencies, runs no script when it is installed, and includes the licences', async () => {
	const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
	expect(manifest).toMatchObject({ name: 'tool-audit', license: 'MIT' });
	for (const field of ['dependencies', 'optionalDependencies', 'peerDependencies', 'scripts']) {
		expect(manifest).not.toHaveProperty(field);
	}
	const readme = await readFile(join(installed, 'README.md'), 'utf8');
	expect(readme).toContain('# Tool Audit');
	expect(readme).not.toMatch(/\]\((?!https?:|#)|<img/);
	const licences = await readFile(join(installed, 'THIRD-PARTY.txt'), 'utf8');
	for (const name of ['better-auth', '@better-auth/api-key', 'fastify', '@trpc/server', 'zod']) {
		expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
	}
	expect(licences).toContain('Permission is hereby granted');
	expect(licences).not.toContain(import.meta.dirname);
});

test('can be installed with pnpm', async () => {
	const project = await mkdtemp(join(folder, 'pnpm-'));
	await writeFile(join(project, 'package.json'), '{ "private": true }');
	await writeFile(join(project, 'pnpm-workspace.yaml'), 'packages: []\n');
	await run('pnpm', ['add', '--offline', '--ignore-scripts', packed], { cwd: project });
	const { stdout } = await run(join(project, 'node_modules/.bin/tool-audit'), ['--version']);
	expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('starts, is set up and creates a key that reads, and the command finds the same log', async () => {
	const ada = await person();
	const { url, secret, text } = await start(ada);
	expect(text).toContain(`Logs are in ${ada.home}/.local/share/tool-audit/home (the default`);

	const page = await (await fetch(`${url}/audit/recent`)).text();
	expect(page).toBe(await readFile(join(installed, 'web/index.html'), 'utf8'));

	const call = browser(url);
	const account = { username: 'ada', password: 'a long enough secret', sampleData: true };
	await call('setup.createAdmin', { secret, ...account });
	const key = await call<{ secret: string }>('keys.create', {
		name: 'laptop',
		scopes: ['audit:read'],
	});
	const response = await fetch(`${url}/api/audit/files`, {
		headers: { authorization: `Bearer ${key.secret}` },
	});
	expect(response.status).toBe(200);
	await call('session.signOut', {});
	await call('session.signIn', { username: 'ada', password: account.password });

	await ada.run('record', '--tool', 'make', '--status', 'denied', '--result', 'no');
	const recent = await ada.run('recent', '--status', 'denied', '--limit', '1', '--json');
	expect(JSON.parse(recent.stdout).entries).toMatchObject([{ entry: { tool: 'make' } }]);
	expect((await ada.run('users', 'list')).stdout).toContain('ada');
	const found = await ada.run('search', 'no', '--limit', '1', '--json');
	expect(JSON.parse(found.stdout).entries).toHaveLength(1);
});

test('has the worker where the log looks for it', async () => {
	const code = await readdir(join(installed, 'dist'));
	expect(code).toContain('worker.js');
	const worker = new Worker(join(installed, 'dist/worker.js'));
	onTestFinished(async () => void (await worker.terminate()));
	const said = await new Promise((resolve, reject) => {
		worker.once('message', resolve).once('error', reject);
	});
	expect(said).toBe('started');
});

test('prints one sentence on an older Node', async () => {
	const { home, env } = await person();
	const pretend = join(home, 'old.cjs');
	const versions = "{ value: { ...process.versions, node: '22.1.0' } }";
	await writeFile(pretend, `Object.defineProperty(process, 'versions', ${versions});`);
	const bin = join(installed, 'bin/tool-audit.cjs');
	const old = run(process.execPath, ['--require', pretend, bin, 'recent'], { env });
	await expect(old).rejects.toMatchObject({
		code: 1,
		stdout: '',
		stderr:
			'tool-audit needs Node 24.7 or newer, and this is Node 22.1.0. Install a newer one from https://nodejs.org, then run the command again.\n',
	});
});
