import { codeOf, SafeFileError } from '@tool-audit/safe-files';
import { writeConfigFile, type Settings } from '@tool-audit/settings';
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { findAssets } from '../assets.ts';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { startText } from '../start-text.ts';
import type { Output } from '../terminal/output.ts';

const EXAMPLES = `
Examples:
  $ tool-audit start
  $ tool-audit start --port 8322 --home ./logs --data ./accounts`;

export function addStart(program: Command, context: Context): void {
	program
		.command('start')
		.summary('start the server and the page')
		.description('Starts the server and the page. Ctrl+C stops it.')
		.option('--host <address>', 'address to listen on (HOST, default 127.0.0.1)')
		.option('--port <port>', 'port to listen on (PORT, default 8321)')
		.option('--url <url>', 'public address behind a proxy (TOOL_AUDIT_URL)')
		.option('--log-level <level>', 'what the server says of itself (TOOL_AUDIT_LOG_LEVEL)')
		.addHelpText('after', EXAMPLES)
		.action(() => start(context));
}

async function start({ settings: read, output, stopSignal }: Context): Promise<void> {
	const settings = read();
	const isNewHome = settings.homeSource === 'default' && !existsSync(settings.home);
	const [{ startServer }, assets] = await Promise.all([
		// Loaded late: the other commands start without it.
		import('@tool-audit/server/start'),
		findAssets(),
	]);
	const server = await startServer(settings, { assets }).catch((error: unknown) => {
		throw new Failure(`Tool Audit did not start.\n${reasonOf(error)}`);
	});
	if (isNewHome) keepFolders(settings, output);
	const stop = stopSignal();
	// Last, so that a program that waits for it may stop us from then on.
	output.line(startText({ ...settings, port: server.port }, server.setupSecret()));
	await new Promise<void>((resolve) => {
		if (stop.aborted) resolve();
		stop.addEventListener('abort', () => resolve(), { once: true });
	});
	await server.stop();
}

/** So that a hook or a command finds the same logs from wherever it runs. */
function keepFolders({ configFile, home, data }: Settings, output: Output): void {
	if (configFile === null) return;
	try {
		writeConfigFile(configFile, { home, data });
	} catch (error) {
		// The server runs all the same.
		output.note(
			`${configFile} can't be written (${codeOf(error)}): pass --home and --data next time.`,
		);
	}
}

/** Why the start failed, for the person who started it. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { code, port, address, path } = error as NodeJS.ErrnoException & {
		port?: number;
		address?: string;
	};
	if (code === 'EADDRINUSE') {
		return `Port ${port} is in use. Stop the other program, or choose another port with --port, such as 8322.`;
	}
	if (code === 'EACCES' && port) {
		return `Port ${port} needs more rights. Choose one above 1023 with --port.`;
	}
	if (code === 'EADDRNOTAVAIL') {
		return `This machine has no address ${address}. Use --host with one that it has, such as 127.0.0.1.`;
	}
	if (error instanceof SafeFileError) {
		return `${error.message} Restore a copy, or delete it: a new one is created then, and everyone has to sign in again.`;
	}
	if (error.name === 'AuditError') return error.message;
	if (code && path) {
		return `${path} can't be opened (${code}). Check its permissions, and what stands in its place.`;
	}
	return error.stack ?? error.message;
}
