/** The server as people start it: a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from './fixtures/folders.ts';
import { createVisitor } from './fixtures/visitor.ts';

const MAIN = join(import.meta.dirname, '../src/main.ts');

interface Started {
	child: ChildProcess;
	output: { out: string; err: string };
	/** Waits for what is printed; fails when the process ends before. */
	prints: (wanted: RegExp) => Promise<RegExpExecArray>;
	ends: () => Promise<number | null>;
}

function start(env: Record<string, string>, cwd: string): Started {
	const child = spawn(process.execPath, [MAIN], {
		cwd,
		env: { PORT: '0', ...env },
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
					throw new Error(`It ended: ${output.out}${output.err}`);
				}
			}
		},
	};
}

const ADDRESS = /running at (http:\/\/127\.0\.0\.1:\d+)\n/;
const LINK = /(http:\/\/127\.0\.0\.1:\d+)\/setup#(\S+)\n/;

test('prints its address and, without accounts, the set-up link', async () => {
	const folder = await tempFolder();
	const { prints } = start({}, folder);
	const [, url] = await prints(ADDRESS);
	const [, linkUrl, secret] = await prints(LINK);
	expect(linkUrl).toBe(url);
	const status = await createVisitor(url!).call('setup.status', { secret });
	expect(status.data.valid).toBe(true);
	expect(await readdir(folder)).toContain('data');
});

test('started again with an account it prints no link', async () => {
	const folder = await tempFolder();
	const first = start({}, folder);
	const [, url, secret] = await first.prints(LINK);
	const admin = { secret, username: 'ada', password: 'a long enough password', sampleData: false };
	await createVisitor(url!).call('setup.createAdmin', admin);
	first.child.kill('SIGTERM');
	expect(await first.ends()).toBe(0);
	const second = start({}, folder);
	await second.prints(ADDRESS);
	expect(second.output.out).not.toContain('setup');
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it in order', async (signal) => {
	const { child, prints, ends } = start({}, await tempFolder());
	await prints(ADDRESS);
	child.kill(signal);
	expect(await ends()).toBe(0);
});

test('a call that was accepted is on the disk after the stop', async () => {
	const folder = await tempFolder();
	const { child, prints, ends } = start({}, folder);
	const [, url, secret] = await prints(LINK);
	const ada = createVisitor(url!);
	const admin = { secret, username: 'ada', password: 'a long enough password', sampleData: false };
	await ada.call('setup.createAdmin', admin);
	const calls = Array.from({ length: 50 }, (_, index) =>
		ada.call('audit.record', { tool: `t${index}`, args: {}, status: 'ok', result: '' }),
	);
	const first = await Promise.race(calls);
	child.kill('SIGTERM');
	const answers = await Promise.allSettled(calls);
	expect(await ends()).toBe(0);
	const accepted = answers.filter(
		(answer) => answer.status === 'fulfilled' && answer.value.data?.written,
	);
	const file = join(folder, 'home/ada/tool_audit', `${first.data.day}.jsonl`);
	const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
	expect(lines.length).toBeGreaterThanOrEqual(accepted.length);
	for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
});

test('a taken port is said in a sentence', async () => {
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	onTestFinished(() => void other.close());
	const { port } = other.address() as { port: number };
	const { ends, output } = start({ PORT: String(port) }, await tempFolder());
	expect(await ends()).toBe(1);
	expect(output.err).toContain(`Port ${port} is taken`);
	// `PORT=8322 pnpm start` is no command line on Windows.
	expect(output.err).not.toContain('PORT=');
	expect(output.err).not.toContain('    at ');
});

test('a wrong setting stops the start and is named', async () => {
	const { ends, output } = start({ TOOL_AUDIT_TIME_ZONE: 'Nowhere' }, await tempFolder());
	expect(await ends()).toBe(1);
	expect(output.err).toMatch(/TOOL_AUDIT_TIME_ZONE must be .*"Nowhere"/);
	expect(output.err).not.toContain('    at ');
});

test('no stack reaches a client, whatever NODE_ENV says', async () => {
	for (const env of [{}, { NODE_ENV: 'development' }]) {
		const { prints } = start(env, await tempFolder());
		const [, url] = await prints(ADDRESS);
		const { text } = await createVisitor(url!).get('/trpc/nothing');
		expect(text).not.toContain('stack');
	}
});

test('each request is a line of JSON on stderr, without the set-up secret', async () => {
	const { child, prints, ends, output } = start({}, await tempFolder());
	const [, url, secret] = await prints(LINK);
	await createVisitor(url!).call('setup.status', { secret });
	child.kill('SIGTERM');
	await ends();
	const lines = output.err
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as object);
	expect(lines).toContainEqual(expect.objectContaining({ path: '/trpc/setup.status' }));
	expect(output.err).not.toContain(secret);
});
