/**
 * Work in a separate process: only the machine's file cache is warm, and its memory peak is measured separately. A
 * child is a script that takes one JSON argument and prints one JSON line.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { basename } from 'node:path';
import { Writable } from 'node:stream';

export interface Answer<Result> {
	result: Result;
	peakMb: number;
	/** Of the process since its start. */
	cpuSeconds: number;
}

export async function runChild<Result>(script: string, input: unknown): Promise<Answer<Result>> {
	const { stdout } = await runCommand(process.execPath, [script, JSON.stringify(input)]);
	return JSON.parse(stdout) as Answer<Result>;
}

export interface Ended {
	stdout: string;
	/** From before the process starts until after it ends. */
	ms: number;
}

/** Runs a program and returns its output; a failure is an error with its message. */
export async function runCommand(command: string, args: string[]): Promise<Ended> {
	const start = performance.now();
	const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
	const [out, err] = [collect(), collect()];
	child.stdout.pipe(out.into);
	child.stderr.pipe(err.into);
	const [code] = (await once(child, 'close')) as [number | null];
	const ms = performance.now() - start;
	if (code !== 0) {
		const lines = err.text().trim().split('\n');
		const words = lines.find((line) => /error/i.test(line)) ?? lines.at(-1);
		throw new Error(`${basename(command)} ended with ${code ?? 'a signal'}: ${words}`);
	}
	return { stdout: out.text(), ms };
}

/** For the child: runs the work with its input, and prints the result. */
export async function answer<Input, Result>(
	work: (input: Input) => Promise<Result>,
): Promise<void> {
	const input = JSON.parse(process.argv[2]!) as Input;
	try {
		const result = await work(input);
		const { user, system } = process.cpuUsage();
		const cpuSeconds = (user + system) / 1e6;
		console.log(JSON.stringify({ result, peakMb: peakMb(), cpuSeconds } satisfies Answer<Result>));
	} catch (error) {
		console.error(String(error));
		process.exitCode = 1;
	}
}

/** Linux's high-water mark, because `maxRSS` starts from the parent's value there. */
function peakMb(): number {
	try {
		const status = readFileSync('/proc/self/status', 'utf8');
		return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
	} catch {
		return process.resourceUsage().maxRSS / 1024;
	}
}

function collect() {
	const chunks: Buffer[] = [];
	const into = new Writable({
		write(chunk: Buffer, _encoding, done) {
			chunks.push(chunk);
			done();
		},
	});
	return { into, text: () => Buffer.concat(chunks).toString() };
}
