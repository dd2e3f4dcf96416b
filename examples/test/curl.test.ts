/** The lines with curl that the documentation shows. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runServer } from './running-server.ts';

const run = promisify(execFile);

const PAGES = ['README.md', 'docs/http.md'];
const SHOWN_SERVER = 'http://127.0.0.1:8321';

/** Whole commands: a line that ends with a backslash goes on in the next one. */
function commandsIn(page: string): string[] {
	const markdown = readFileSync(join(import.meta.dirname, '../..', page), 'utf8');
	return [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block]) =>
		block!
			.replaceAll('\\\n', ' ')
			.split('\n')
			.filter((line) => line.startsWith('curl ')),
	);
}

const commands = PAGES.flatMap((page) => commandsIn(page).map((line) => [page, line] as const));

test('both pages show such lines', () => {
	for (const page of PAGES) expect(commandsIn(page).length).toBeGreaterThan(1);
});

let server: Awaited<ReturnType<typeof runServer>>;
beforeAll(async () => {
	server = await runServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test.for(commands)('%s: %s', async ([, command], { skip }) => {
	if (spawnSync('curl', ['--version'], { stdio: 'ignore' }).status !== 0) {
		skip('curl is not installed');
	}
	const line = command.replaceAll(SHOWN_SERVER, server.env.TOOL_AUDIT_URL);
	const env = { ...process.env, ...server.env };
	// It fails when the server answers with an error. A stream would go on for ever.
	const args = ['-c', line.replace(/^curl/, 'curl --fail-with-body --max-time 20')];
	if (!line.includes('/tail')) {
		const { stdout } = await run('sh', args, { env });
		expect(() => JSON.parse(stdout) as unknown).not.toThrow();
		return;
	}
	const child = spawn('sh', args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
	const [first] = (await once(child.stdout, 'data')) as [Buffer];
	expect(first.toString()).toContain('"type":"start"');
	child.kill();
});
