/** What was not awaited when a process ended: core writes it, and the client sends it. */
import type { Entry } from '@tool-audit/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openRealServer } from '../real-server.ts';
import { nodeName, NODES } from './programs.ts';
import { makeProject, RUNTIMES, testWith, type Project } from './project.ts';

/** Ends in the way that its argument says, right after calls that it does not await. */
const PROGRAM = `
import { createAuditClient } from '@tool-audit/client';
import { openAuditLog } from '@tool-audit/core';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [end, home, url, apiKey] = process.argv.slice(2);
// Every second one is so large that the client sends it alone.
const resultOf = (n) => 'x'.repeat((n % 2) * 70_000);
const call = (n) => ({ tool: 'x', args: { n }, status: 'ok', result: resultOf(n) });
const record = url ? clients() : logs();
for (let n = 0; n < 20; n++) record[n % 2](n);

/** The copy of core for import, and the one for require. */
function logs() {
	return [openAuditLog, require('@tool-audit/core').openAuditLog].map((open) => {
		const log = open({ home });
		return (n) => void log.record({ user: 'alice', ...call(n) });
	});
}
/** One: at the end there are two seconds for all of them. */
function clients() {
	const { audit } = createAuditClient({ url, apiKey });
	const record = (n) => void audit.record.mutate(call(n));
	return [record, record];
}

if (end === 'exit') process.exit();
if (end === 'error') throw new Error(end);
if (end === 'rejection') void Promise.reject(new Error(end));
else process.kill(process.pid, end);
`;

const ENDS = [
	['exit', 0],
	['error', 1],
	['rejection', 1],
	['SIGTERM', 'SIGTERM'],
	['SIGINT', 'SIGINT'],
	['SIGHUP', 'SIGHUP'],
] as const;

/** The newest of each line: before 22.3, what sends calls at `process.exit()` is not to be had. */
const ENDING_NODES = NODES.slice(1);

const TWENTY = Array.from({ length: 20 }, (_, n) => n);

/** The numbers of the calls in alice's log. */
function recorded(home: string): unknown[] {
	const folder = join(home, 'alice/tool_audit');
	const lines = readdirSync(folder).flatMap((day) =>
		readFileSync(join(folder, day), 'utf8').trim().split('\n'),
	);
	const numbers = lines.map((line) => (JSON.parse(line) as Entry).args.n);
	return numbers.sort((a, b) => Number(a) - Number(b));
}

for (const version of ENDING_NODES) {
	for (const [way, status] of ENDS) {
		const when = `Node ${version}, at ${way}`;

		/** Runs the program, and returns its exit status or signal. */
		async function end(project: Project, ...args: string[]): Promise<number | string | null> {
			const node = RUNTIMES.node(version);
			const { code, signal } = await project.run(node, 'program.mjs', way, ...args);
			return signal ?? code;
		}

		testWith(
			nodeName(version),
			`${when}: core writes 20 of 20 calls of its two copies`,
			async () => {
				const project = makeProject({ 'program.mjs': PROGRAM });
				const home = join(project.folder, 'home');
				expect(await end(project, home)).toBe(status);
				expect(recorded(home)).toEqual(TWENTY);
			},
		);

		testWith(nodeName(version), `${when}: the client sends 20 of 20`, async () => {
			await using server = await openRealServer();
			const project = makeProject({ 'program.mjs': PROGRAM });
			const key = await server.keyFor('audit:write');
			expect(await end(project, 'unused', server.url, key)).toBe(status);
			expect(recorded(server.home)).toEqual(TWENTY);
		});
	}
}
