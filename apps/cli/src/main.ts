#!/usr/bin/env node
import { run } from './program.ts';

// Whoever reads along may have read enough: `tool-audit recent | head` is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') process.exit(0);
	throw error;
});
// Where no one reads the messages, the work is done all the same, and its exit code tells how it went.
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
