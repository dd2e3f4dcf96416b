/** The agent in a pseudo terminal, with a person at it. Python has one on every system; Node has none. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { until } from './until.ts';

export const KEYS = { escape: '\x1b', enter: '\r', interrupt: '\x03' };

const PSEUDO_TERMINAL = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)';
/** Says its process id, which is the program's then. */
const SHELL = 'stty rows 40 cols 120; echo $$ > "$1"; shift; exec "$@"';

export async function openTerminal(
	path: string,
	args: string[],
	{ env, cwd, pidFile }: { env: NodeJS.ProcessEnv; cwd: string; pidFile: string },
) {
	const line = ['-c', PSEUDO_TERMINAL, 'sh', '-c', SHELL, 'sh', pidFile, path, ...args];
	const child = spawn('python3', line, { env, cwd, stdio: ['pipe', 'pipe', 'ignore'] });
	let bytes = '';
	child.stdout.on('data', (chunk: Buffer) => (bytes += chunk.toString()));
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const pid = await until('the terminal is open', () =>
		existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0,
	);
	const kill = (signal: NodeJS.Signals) => {
		try {
			process.kill(pid, signal);
		} catch {
			// It has ended.
		}
	};
	return {
		...{ pid, ended, kill },
		press: (key: keyof typeof KEYS) => void child.stdin.write(KEYS[key]),
		type: (text: string) => void child.stdin.write(text),
		/** All text since it was opened, without spaces: a program moves the cursor instead of writing them. */
		text: () => stripVTControlCharacters(bytes).replace(/\s/g, ''),
	};
}
