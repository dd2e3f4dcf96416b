/** The agent without a terminal: what it tells of its hooks, and how it ends. */
import { spawn } from 'node:child_process';

/** What became of a hook. */
export interface HookRun {
	event: string;
	outcome: string;
	exitCode: number | undefined;
	output: string;
}

export interface Ended {
	code: number | null;
	signal: NodeJS.Signals | null;
	/** All that it wrote. */
	text: string;
	session: string;
	hooks: HookRun[];
}

interface Told {
	type?: string;
	subtype?: string;
	session_id?: string;
	hook_event?: string;
	outcome?: string;
	exit_code?: number;
	output?: string;
	stdout?: string;
	stderr?: string;
}

export function startProgram(
	path: string,
	args: string[],
	how: { env: NodeJS.ProcessEnv; cwd: string },
) {
	const child = spawn(path, args, { ...how, stdio: ['ignore', 'pipe', 'pipe'] });
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
	}
	const ended = new Promise<Ended>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => resolve({ code, signal, text, ...read(text) }));
	});
	return { pid: child.pid!, kill: (signal: NodeJS.Signals) => void child.kill(signal), ended };
}

function read(text: string): Pick<Ended, 'session' | 'hooks'> {
	const told = text.split('\n').flatMap((line) => (line.startsWith('{') ? parse(line) : []));
	const hooks = told.filter(({ subtype }) => subtype === 'hook_response');
	return {
		session: told.find(({ session_id }) => session_id)?.session_id ?? '',
		hooks: hooks.map((hook) => ({
			event: hook.hook_event ?? '',
			outcome: hook.outcome ?? '',
			exitCode: hook.exit_code,
			output: [hook.output, hook.stdout, hook.stderr].join(''),
		})),
	};
}

function parse(line: string): Told[] {
	try {
		return [JSON.parse(line) as Told];
	} catch {
		return [];
	}
}
