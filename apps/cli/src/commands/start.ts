import { codeOf, makeOwnFolder, SafeFileError } from '@tool-audit/safe-files';
import { type Command, Option } from 'commander';
import { findAssets } from '../assets.ts';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { keepFolders } from '../keep-folders.ts';
import { startText } from '../start-text.ts';
import { typedCommand } from '../typed-command.ts';

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
		.option('--public-url <url>', 'public address behind a proxy (TOOL_AUDIT_PUBLIC_URL)')
		.addOption(new Option('--url <url>', 'former name of --public-url').hideHelp())
		.option(
			'--cors-origins <origins>',
			'browser apps that may call the server with an API key (TOOL_AUDIT_CORS_ORIGINS)',
		)
		.option('--log-level <level>', 'how much the server logs (TOOL_AUDIT_LOG_LEVEL)')
		.addHelpText('after', EXAMPLES)
		.action(() => start(context));
}

async function start(context: Context): Promise<void> {
	const { output, stopSignal } = context;
	const settings = context.settings();
	for (const sentence of settings.deprecations) output.note(sentence);
	const redact = context.redact();
	makeFolder('Logs', settings.home, '--home');
	makeFolder('Accounts', settings.data, '--data');
	const [{ startServer }, assets] = await Promise.all([
		// Loaded on demand: the other commands start faster without it.
		import('@tool-audit/server/start'),
		findAssets(),
	]);
	const server = await startServer(settings, { assets, redact }).catch((error: unknown) => {
		throw new Failure(`Tool Audit did not start.\n${reasonOf(error, typedCommand(context.env))}`);
	});
	keepFolders(settings, output);
	const stop = stopSignal();
	// Printed last: a program that waits for this text may stop the server from then on.
	const running = { ...settings, port: server.port };
	output.line(startText(running, { redact, setupSecret: server.setupSecret() }));
	await new Promise<void>((resolve) => {
		if (stop.aborted) resolve();
		stop.addEventListener('abort', () => resolve(), { once: true });
	});
	await server.stop();
}

/** Creates a folder. When that fails, the message names the flag that chooses another one. */
function makeFolder(what: string, path: string, flag: string): void {
	try {
		makeOwnFolder(path);
	} catch (error) {
		throw new Failure(
			`Tool Audit did not start. ${what} can't be kept in ${path} (${codeOf(error)}): choose another folder with ${flag}.`,
		);
	}
}

const PORT_MAX = 65_535;

/** How to start on another port, in the words of the one who typed the command. */
function onAnotherPort(command: string, port: number): string {
	// The page that reloads itself asks the server on this port.
	if (/ dev$/.test(command)) return `Stop the other program, and run ${command} again.`;
	return `Stop the other program, or add --port with another one: ${command} --port ${port < PORT_MAX ? port + 1 : port - 1}`;
}

/** Why the start failed, for the person who typed `command`. */
function reasonOf(error: unknown, command: string): string {
	if (!(error instanceof Error)) return String(error);
	const { code, port, address, hostname, path } = error as NodeJS.ErrnoException & {
		port?: number;
		address?: string;
		hostname?: string;
	};
	if (code === 'EADDRINUSE' && port) {
		return `Port ${port} is in use. ${onAnotherPort(command, port)}`;
	}
	if (code === 'EACCES' && port) {
		return `Port ${port} needs more permissions. Add --port with one above 1023: ${command} --port 8321`;
	}
	if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return `This machine has no address ${address ?? hostname}. Use --host with one that it has, such as 127.0.0.1.`;
	}
	if (error instanceof SafeFileError) {
		return `${error.message} Restore it from a backup, or delete it: a new one is then created, and everyone has to sign in again.`;
	}
	if (error.name === 'AuditError') return error.message;
	if (code === 'ERR_SQLITE_ERROR') {
		return `accounts.sqlite in the data folder can't be opened (${error.message}). Check its permissions, or restore it from a backup.`;
	}
	if (code && path) {
		return `${path} can't be opened (${code}). Check its permissions.`;
	}
	return error.stack ?? error.message;
}
