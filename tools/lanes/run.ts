import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, resolve as resolvePath } from 'node:path';

export interface Command {
	/** A command line for a shell: on Windows these programs are batch files, which only a shell can start. */
	line: string;
	/** Where it runs; its `node_modules/.bin` is then on the `PATH`. */
	folder?: string;
	env?: Record<string, string>;
	/** A folder that comes first on the `PATH`. */
	programs?: string;
	/** The command is ended after this time, and counts as failed. */
	limitMs?: number;
	/** Collects the output instead of printing it, because another command runs at the same time. */
	isHeldBack?: boolean;
}

export interface Ended {
	isOk: boolean;
	seconds: number;
	/** The collected output. */
	output: string;
}

function pathFor({ folder, programs }: Command): string {
	const own = folder === undefined ? [] : [resolvePath(folder, 'node_modules', '.bin')];
	const first = programs === undefined ? [] : [programs];
	return [...first, ...own, process.env.PATH ?? ''].join(delimiter);
}

/** Ends the child with all processes it has started: ending only the shell would leave them running. */
function end(child: ChildProcess): void {
	if (process.platform === 'win32') child.kill();
	else process.kill(-child.pid!, 'SIGKILL');
}

/** Runs a command until it ends or its time limit is reached. */
export function run(command: Command): Promise<Ended> {
	const start = performance.now();
	const isHeldBack = command.isHeldBack ?? false;
	const hasLimit = command.limitMs !== undefined;
	const child = spawn(command.line, {
		shell: true,
		stdio: isHeldBack ? ['ignore', 'pipe', 'pipe'] : 'inherit',
		...(command.folder === undefined ? {} : { cwd: command.folder }),
		env: { ...process.env, ...command.env, PATH: pathFor(command) },
		// A separate process group can be ended as a whole. It is not ended with ours, so SIGINT is handled below.
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
			console.error(`Ended at its time limit: ${command.line}`);
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
