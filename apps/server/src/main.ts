import { ConfigError, readConfig } from './config.ts';
import { startServer } from './start.ts';
import { startText } from './start-text.ts';

async function start(): Promise<void> {
	const config = readConfig();
	const server = await startServer(config);

	let stopping = false;
	const stop = async (): Promise<void> => {
		if (stopping) return;
		stopping = true;
		await server.stop();
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
	// Last, so that whoever waits for it may stop us from then on.
	process.stdout.write(startText({ ...config, port: server.port }, server.setupSecret()));
}

/** Why the start failed, for the person who started it. */
function reasonOf(error: unknown): string {
	if (error instanceof ConfigError) return error.message;
	if (!(error instanceof Error)) return String(error);
	const { code, port, address } = error as NodeJS.ErrnoException & {
		port?: number;
		address?: string;
	};
	if (code === 'EADDRINUSE') {
		return `Port ${port} is taken by another program. Stop that one, or set PORT to another, such as 8322.`;
	}
	if (code === 'EACCES' && port) {
		return `Port ${port} needs rights this user lacks. Choose one above 1023 with PORT.`;
	}
	if (code === 'EADDRNOTAVAIL') {
		return `This machine has no address ${address}. Set HOST to one that it has, or to 127.0.0.1.`;
	}
	return error.stack ?? error.message;
}

start().catch((error: unknown) => {
	process.stderr.write(`Tool Audit did not start.\n${reasonOf(error)}\n`);
	process.exit(1);
});
