#!/usr/bin/env node
import { run } from './program.ts';

// A reader may close the pipe early: `tool-audit recent | head` is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') process.exit(0);
	process.stderr.write(`tool-audit: The output can't be written (${error.code}).\n`);
	process.exit(1);
});
// When nothing reads the messages, the work is still done, and the exit code reports the outcome.
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') throw error;
});

function stopSignal(): AbortSignal {
	const stop = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
	return stop.signal;
}

process.exitCode = await run(process.argv.slice(2), {
	stdin: process.stdin,
	stdout: process.stdout,
	stderr: process.stderr,
	env: process.env,
	cwd: process.cwd(),
	now: Date.now,
	stopSignal,
});
