import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, resolve as resolvePath } from 'node:path';

export interface Command {
	/** A command line and not a list: on Windows these programs are batch files, which only a shell can start. */
	line: string;
	/** Where it runs; its own `node_modules/.bin` is then on the `PATH`. */
	folder?: string;
	env?: Record<string, string>;
	/** A folder that comes first on the `PATH`. */
	programs?: string;
	/** It is ended after this time, and counts as failed. */
	limitMs?: number;
	/** What it prints is kept and shown when it has ended, because another one runs beside it. */
	isHeldBack?: boolean;
}

export interface Ended {
	isOk: boolean;
	seconds: number;
	/** What was held back. */
	output: string;
}

function pathFor({ folder, programs }: Command): string {
	const own = folder === undefined ? [] : [resolvePath(folder, 'node_modules', '.bin')];
	const first = programs === undefined ? [] : [programs];
	return [...first, ...own, process.env.PATH ?? ''].join(delimiter);
}

/** With all that it has started: a shell alone would leave them running. */
function end(child: ChildProcess): void {
	if (process.platform === 'win32') child.kill();
	else process.kill(-child.pid!, 'SIGKILL');
}

/** Runs a command to its end, or to its limit of time. */
export function run(command: Command): Promise<Ended> {
	const start = performance.now();
	const isHeldBack = command.isHeldBack ?? false;
	const hasLimit = command.limitMs !== undefined;
	const child = spawn(command.line, {
		shell: true,
		stdio: isHeldBack ? ['ignore', 'pipe', 'pipe'] : 'inherit',
		...(command.folder === undefined ? {} : { cwd: command.folder }),
		env: { ...process.env, ...command.env, PATH: pathFor(command) },
		// A group of its own can be ended as a whole, and is not ended with ours: see below.
		detached: hasLimit && process.platform !== 'win32',
	});
	let output = '';
	child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const interrupted = (): void => {
		end(child);
		process.exit(1);
	};
	let limit: NodeJS.Timeout | undefined;
	if (hasLimit) {
		limit = setTimeout(() => {
			console.error(`Ended at its limit of time: ${command.line}`);
			end(child);
		}, command.limitMs);
		process.once('SIGINT', interrupted);
	}
	return new Promise((resolve) => {
		child.once('error', (error) => (output += error.message));
		child.once('close', (code) => {
			clearTimeout(limit);
			process.off('SIGINT', interrupted);
			resolve({ isOk: code === 0, seconds: (performance.now() - start) / 1000, output });
		});
	});
}
