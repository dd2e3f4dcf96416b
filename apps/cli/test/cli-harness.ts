import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { run } from '../src/program.ts';

/** Noon of 2026-11-23 in UTC. */
const NOW_MS = Date.UTC(2026, 10, 23, 12);

export interface Ran {
	code: number;
	stdout: string;
	stderr: string;
}

interface How {
	/** The text on standard input. */
	input?: string;
	/** Width of the terminal; without it the output goes to a pipe. */
	cells?: number;
	env?: NodeJS.ProcessEnv;
	/** The clock, in milliseconds since 1970; it stands still by default. */
	now?: () => number;
	/** Stops the command, as Ctrl+C does. */
	stop?: AbortSignal;
	/** Called with each piece of standard output. */
	onOutput?: (text: string) => void;
	/** The same for standard error. */
	onNote?: (text: string) => void;
}

export interface CliHarness extends AsyncDisposable {
	env: Record<
		'TOOL_AUDIT_HOME' | 'TOOL_AUDIT_DATA' | 'TOOL_AUDIT_TIME_ZONE' | 'TOOL_AUDIT_CONFIG',
		string
	>;
	home: string;
	/** Runs one command line in this process. */
	run(args: string[], how?: How): Promise<Ran>;
	/** The same at a terminal, with one answer for each prompt. */
	runWithAnswers(args: string[], answers: string[]): Promise<Ran>;
	/** Writes the lines of a user's day, as any program could. */
	writeDay(user: string, day: string, ...lines: (object | string)[]): Promise<void>;
}

/** A valid entry. Fields that a test does not set get a default. */
export function entry(fields: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		ts: '2026-11-22T07:03:29',
		user: 'alice',
		tool: 'shell.run',
		args: { command: 'ls' },
		status: 'ok',
		result_chars: 2,
		result_snippet: 'a\n',
		...fields,
	};
}

function collect(
	properties: object,
	onText: (text: string) => void = () => {},
): { stream: Writable; text: () => string } {
	const chunks: Buffer[] = [];
	const stream = new Writable({
		write(chunk: Buffer, _encoding, done) {
			chunks.push(chunk);
			onText(chunk.toString());
			done();
		},
	});
	return {
		stream: Object.assign(stream, properties),
		text: () => Buffer.concat(chunks).toString(),
	};
}

/** A new home and data folder, removed at the end of the test. */
export async function openCliHarness(): Promise<CliHarness> {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-cli-'));
	const home = join(folder, 'home');
	const env = {
		TOOL_AUDIT_HOME: home,
		TOOL_AUDIT_DATA: join(folder, 'data'),
		TOOL_AUDIT_TIME_ZONE: 'UTC',
		TOOL_AUDIT_CONFIG: 'none',
	};

	async function runWith(args: string[], stdin: Readable, how: How): Promise<Ran> {
		const seen = { isTTY: how.cells !== undefined, columns: how.cells };
		const stdout = collect(seen, how.onOutput);
		const stderr = collect({ isTTY: false }, how.onNote);
		const code = await run(args, {
			stdin,
			stdout: stdout.stream,
			stderr: stderr.stream,
			env: { ...env, ...how.env },
			cwd: folder,
			now: how.now ?? (() => NOW_MS),
			stopSignal: () => how.stop ?? new AbortController().signal,
		});
		return { code, stdout: stdout.text(), stderr: stderr.text() };
	}

	return {
		env,
		home,
		run: (args, how = {}) => runWith(args, Readable.from([how.input ?? '']), how),

		runWithAnswers(args, answers) {
			const left = [...answers];
			// Raw mode is turned on once for each prompt: the moment to type the answer.
			const setRawMode = (raw: boolean) => {
				const answer = raw ? left.shift() : undefined;
				if (answer !== undefined) setImmediate(() => terminal.write(answer));
			};
			const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode });
			return runWith(args, terminal, {});
		},

		async writeDay(user, day, ...lines) {
			const log = join(home, user, 'tool_audit');
			await mkdir(log, { recursive: true });
			const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
			await writeFile(join(log, `${day}.jsonl`), `${text.join('\n')}\n`);
		},

		[Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
	};
}
