/**
 * The program that an agent runs for its events: `node <data>/bin/claude-code.cjs claude-code --config <file>`, with the
 * event on standard input.
 *
 * It never harms the agent: it prints nothing, exits with 0 whatever happens, and ends in time. What it could not do is
 * kept for `status` (see `failures.ts`).
 */
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { AGENT } from '../claude-code/agent.ts';
import { failuresPath, noteFailure } from '../failures.ts';
import { readHookConfig } from './config.ts';
import { handleEvent } from './handle-event.ts';
import { readInput, UnendedInput } from './read-input.ts';

/** Claude Code ends a hook after 10 s, and tells the person. The event may have taken some seconds to arrive. */
const TIME_MAX_MS = 4_000;

const [, script = '', agent, flag, config = '', ...rest] = process.argv;
/** In the data folder that this program was copied into, until the config file names another one. */
let data = dirname(dirname(script));

function give(error: unknown): void {
	noteFailure(failuresPath(data, AGENT), error);
	// `process.exit` would wait for the thread that reads. A program that ends at once, in place of this one, has none.
	if (error instanceof UnendedInput && 'execve' in process) {
		process.execve(process.execPath, [process.execPath, '--eval', '0'], {});
	}
	process.exit(0);
}

async function main(): Promise<void> {
	const receivedMs = Date.now() - process.uptime() * 1_000;
	if (agent !== AGENT || flag !== '--config') return;
	const settings = readHookConfig(config);
	data = settings.data;
	const surroundings = { settings, host: hostname(), program: { script, config } };
	if (rest[0] === 'sweep') {
		const { runSweep } = await import('./run-sweep.ts');
		return runSweep(surroundings, rest.slice(1));
	}
	const input = await readInput();
	setTimeout(() => give(new Error('Recording took too long.')), TIME_MAX_MS).unref();
	await handleEvent(surroundings, input, receivedMs);
}

process.on('uncaughtException', give);
// Ending at once takes less time than taking Node apart.
void main().then(() => process.exit(0), give);
