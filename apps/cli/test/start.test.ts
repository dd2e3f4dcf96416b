/** `tool-audit start` as people run it: in its own process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compileCache } from './compile-cache.ts';
import { tempFolder } from './temp-folder.ts';

const MAIN = join(import.meta.dirname, '../src/main.ts');

interface Started {
	child: ChildProcess;
	output: { out: string; err: string };
	/** Waits for the output; fails when the process ends first. */
	prints: (wanted: RegExp) => Promise<RegExpExecArray>;
	ends: () => Promise<number | null>;
}

function start(env: Record<string, string>, cwd: string): Started {
	const child = spawn(process.execPath, [MAIN, 'start'], {
		cwd,
		env: {
			...{ PORT: '0', TOOL_AUDIT_CONFIG: 'none', TOOL_AUDIT_HOME: 'home' },
			...compileCache,
			...env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const output = { out: '', err: '' };
	child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
	const ended = once(child, 'close').then(([code]) => code as number | null);
	return {
		child,
		output,
		ends: () => ended,
		async prints(wanted) {
			for (;;) {
				const found = wanted.exec(output.out);
				if (found) return found;
				const data = once(child.stdout, 'data').then(() => 'data');
				if ((await Promise.race([data, ended.then(() => 'end')])) === 'end') {
					throw new Error(`The process ended: ${output.out}${output.err}`);
				}
			}
		},
	};
}

/** A procedure's result, and the cookies it set. */
async function call(url: string, path: string, input: object, cookie = '') {
	const response = await fetch(`${url}/trpc/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', cookie },
		body: JSON.stringify(input),
	});
	const { result } = (await response.json()) as {
		result?: { data: { written?: boolean; day?: string } };
	};
	const cookies = response.headers.getSetCookie().map((set) => set.split(';', 1)[0]);
	return { data: result?.data, cookie: cookies.join('; ') };
}

async function isSetupSecret(url: string, secret: string): Promise<boolean> {
	const input = encodeURIComponent(JSON.stringify({ secret }));
	const response = await fetch(`${url}/trpc/setup.status?input=${input}`);
	const { result } = (await response.json()) as { result: { data: { valid: boolean } } };
	return result.data.valid;
}

const ADDRESS = /running at (http:\/\/127\.0\.0\.1:\d+)\n/;
const LINK = /(http:\/\/127\.0\.0\.1:\d+)\/setup#(\S+)\n/;

test('prints the address and, without accounts, the set-up link', async () => {
	const folder = await tempFolder();
	const { prints } = start({}, folder);
	const [, url] = await prints(ADDRESS);
	const [, linkUrl, secret] = await prints(LINK);
	expect(linkUrl).toBe(url);
	expect(await isSetupSecret(url!, secret!)).toBe(true);
	expect(await readdir(folder)).toContain('data');
});

test('prints no link when an account exists', async () => {
	const folder = await tempFolder();
	const first = start({}, folder);
	const [, url, secret] = await first.prints(LINK);
	const admin = { secret, username: 'ada', password: 'a long enough password', sampleData: false };
	await call(url!, 'setup.createAdmin', admin);
	first.child.kill('SIGTERM');
	expect(await first.ends()).toBe(0);
	const second = start({}, folder);
	await second.prints(ADDRESS);
	expect(second.output.out).not.toContain('setup');
});

test.each(['SIGINT', 'SIGTERM'] as const)('exits with 0 on %s', async (signal) => {
	const { child, prints, ends } = start({}, await tempFolder());
	await prints(ADDRESS);
	child.kill(signal);
	expect(await ends()).toBe(0);
});

test('a call that was accepted is on the disk after the server stops', async () => {
	const folder = await tempFolder();
	const { child, prints, ends } = start({}, folder);
	const [, url, secret] = await prints(LINK);
	const admin = { secret, username: 'ada', password: 'a long enough password', sampleData: false };
	const { cookie } = await call(url!, 'setup.createAdmin', admin);
	const calls = Array.from({ length: 50 }, (_, index) =>
		call(url!, 'audit.record', { tool: `t${index}`, args: {}, status: 'ok', result: '' }, cookie),
	);
	const first = await Promise.race(calls);
	child.kill('SIGTERM');
	const answers = await Promise.allSettled(calls);
	expect(await ends()).toBe(0);
	const accepted = answers.filter(
		(answer) => answer.status === 'fulfilled' && answer.value.data?.written,
	);
	const file = join(folder, 'home/ada/tool_audit', `${first?.data?.day}.jsonl`);
	const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
	expect(lines.length).toBeGreaterThanOrEqual(accepted.length);
	for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
});

test.each([
	['tool-audit start', {}],
	['pnpm start', { npm_package_name: 'tool-audit', npm_lifecycle_event: 'start' }],
])('reports a port in use to a user of %s', async (command, env) => {
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	onTestFinished(() => void other.close());
	const { port } = other.address() as { port: number };
	const { ends, output } = start({ PORT: String(port), ...env }, await tempFolder());
	expect(await ends()).toBe(1);
	expect(output.err).toContain(`Port ${port} is in use`);
	expect(output.err).toMatch(new RegExp(`: ${command} --port \\d+\n$`));
	// `PORT=8322 pnpm start` does not work on Windows.
	expect(output.err).not.toContain('PORT=');
	expect(output.err).not.toContain('    at ');
});

test('a wrong setting prevents the start and is named', async () => {
	const { ends, output } = start({ TOOL_AUDIT_TIME_ZONE: 'Nowhere' }, await tempFolder());
	expect(await ends()).toBe(2);
	expect(output.err).toMatch(/TOOL_AUDIT_TIME_ZONE must be .*"Nowhere"/);
	expect(output.err).not.toContain('    at ');
});

test('reports accounts that can’t be opened in one sentence', async () => {
	const folder = await tempFolder();
	await mkdir(join(folder, 'data/accounts.sqlite'), { recursive: true });
	const { ends, output } = start({}, folder);
	expect(await ends()).toBe(1);
	expect(output.err).toMatch(/accounts\.sqlite in the data folder can't be opened/);
	expect(output.err).not.toContain('    at ');
});

test.each([
	[{ TOOL_AUDIT_HOME: 'a-file' }, /Logs can't be kept in \S+a-file \(\w+\): .* --home/],
	[{ TOOL_AUDIT_DATA: '/dev/null/data' }, /Accounts can't be kept in \/dev\/null\/data .* --data/],
	[{ HOST: 'nonsense.invalid' }, /This machine has no address nonsense\.invalid/],
])('a setting that can’t be used prevents the start: %o', async (env, sentence) => {
	const folder = await tempFolder();
	await writeFile(join(folder, 'a-file'), '');
	const { ends, output } = start(env, folder);
	expect(await ends()).toBe(1);
	expect(output.err).toMatch(sentence);
	expect(output.err).not.toContain('    at ');
});

test('sends no stack to a client, whatever NODE_ENV is', async () => {
	for (const env of [{}, { NODE_ENV: 'development' }]) {
		const { prints } = start(env, await tempFolder());
		const [, url] = await prints(ADDRESS);
		expect(await (await fetch(`${url}/trpc/nothing`)).text()).not.toContain('stack');
	}
});

test('logs each request as a line of JSON on stderr, without the set-up secret', async () => {
	const { child, prints, ends, output } = start({}, await tempFolder());
	const [, url, secret] = await prints(LINK);
	await isSetupSecret(url!, secret!);
	child.kill('SIGTERM');
	await ends();
	const lines = output.err
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as object);
	expect(lines).toContainEqual(expect.objectContaining({ path: '/trpc/setup.status' }));
	expect(output.err).not.toContain(secret);
});

test('prints the folders and what determined them', async () => {
	const folder = await tempFolder();
	const named = start({}, folder);
	const [text] = await named.prints(/Logs are in .*\nAccounts are in .*\n/);
	expect(text).toBe(
		`Logs are in ${folder}/home (set by TOOL_AUDIT_HOME)\nAccounts are in ${folder}/data\n`,
	);
});

test('prints the file of redaction words and what it holds, and records by it', async () => {
	const folder = await tempFolder();
	const words = { names: ['badge number'], allow: ['guest', 'B-0000'] };
	await writeFile(join(folder, 'words.json'), JSON.stringify(words));
	const { prints, output } = start({ TOOL_AUDIT_REDACT: 'words.json' }, folder);
	const [, url, secret] = await prints(LINK);
	expect(output.out).toContain(
		`Redaction words are in ${folder}/words.json (1 name, 0 patterns, 2 allowed values)\n`,
	);
	const admin = { secret, username: 'ada', password: 'a long enough password', sampleData: false };
	const { cookie } = await call(url!, 'setup.createAdmin', admin);
	const args = { badge_number: 'quiet river', password: 'guest' };
	const input = { tool: 't', args, status: 'ok', result: '' };
	const { data } = await call(url!, 'audit.record', input, cookie);
	const line = await readFile(join(folder, 'home/ada/tool_audit', `${data!.day}.jsonl`), 'utf8');
	expect(line).toMatch(/"badge_number":"\[redacted:name:\w{8}\]","password":"guest"/);
});

test('wrong redaction words prevent the start, before anything is created', async () => {
	const folder = await tempFolder();
	await writeFile(join(folder, 'words.json'), '{"patterns":[{"name":"badge","pattern":"("}]}');
	const { ends, output } = start({ TOOL_AUDIT_REDACT: 'words.json' }, folder);
	expect(await ends()).toBe(2);
	expect(output.err).toContain(`${folder}/words.json: patterns[0].pattern "(" is not`);
	expect(output.err).not.toContain('    at ');
	expect(await readdir(folder)).toEqual(['words.json']);
});

test('without settings, uses the personal folder and finds it from any folder', async () => {
	const folder = await tempFolder();
	const own = { HOME: folder, TOOL_AUDIT_CONFIG: '', TOOL_AUDIT_HOME: '' };
	const first = start(own, await tempFolder());
	const share = join(folder, '.local/share/tool-audit');
	await first.prints(new RegExp(`Logs are in ${share}/home \\(the default`));
	first.child.kill('SIGTERM');
	await first.ends();
	const config = join(folder, '.config/tool-audit/config.json');
	expect(JSON.parse(await readFile(config, 'utf8'))).toEqual({
		home: join(share, 'home'),
		data: join(share, 'data'),
	});
	const second = start(own, await tempFolder());
	await second.prints(new RegExp(`Logs are in ${share}/home \\(set in ${config}\\)`));
});

test('reports a config file that can’t be written, and runs', async () => {
	const folder = await tempFolder();
	await writeFile(join(folder, '.config'), 'no folder');
	const { prints, output } = start(
		{ HOME: folder, TOOL_AUDIT_CONFIG: '', TOOL_AUDIT_HOME: '' },
		await tempFolder(),
	);
	const [, url, secret] = await prints(LINK);
	expect(await isSetupSecret(url!, secret!)).toBe(true);
	expect(output.err).toMatch(/config.json can't be written \(\w+\): pass --home and --data/);
});

test.each([
	['redaction.key', 'The redaction key', 'secrets get other marks'],
	['session-secret', 'The secret that signs sessions', 'everyone has to sign in again'],
])(
	'a damaged %s prevents the start with one sentence, and is kept',
	async (name, title, consequence) => {
		const folder = await tempFolder();
		const file = join(folder, 'data', name);
		await mkdir(join(folder, 'data'));
		await writeFile(file, 'x');
		const { ends, output } = start({}, folder);
		expect(await ends()).toBe(1);
		expect(output.err).toContain(`${title} in ${file} is damaged (1 bytes).`);
		expect(output.err).toContain(consequence);
		expect(output.err).not.toContain('    at ');
		expect(await readFile(file, 'utf8')).toBe('x');
	},
);

test('says that the former name of the public address is deprecated', async () => {
	const { ends, child, output, prints } = start(
		{ TOOL_AUDIT_URL: 'https://audit.example.com' },
		await tempFolder(),
	);
	await prints(/running at https:\/\/audit\.example\.com/);
	child.kill('SIGTERM');
	expect(await ends()).toBe(0);
	expect(output.err).toContain(
		'TOOL_AUDIT_URL is deprecated as the public address of the server: use TOOL_AUDIT_PUBLIC_URL.',
	);
});
