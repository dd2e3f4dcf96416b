import { openAuditLog } from '@tool-audit/core';
import { openAccounts } from './auth/accounts.ts';
import { ConfigError, readConfig } from './config.ts';
import { createLog } from './log.ts';
import { createServer } from './server.ts';
import { startText } from './start-text.ts';

async function start(): Promise<void> {
	const config = readConfig();
	const serverLog = createLog(config.logLevel);
	const log = openAuditLog({
		...config,
		durability: 'group',
		log: (message) => serverLog.error(message),
	});
	const accounts = await openAccounts({ dataFolder: config.data, url: config.url });
	const server = await createServer({ config, log, accounts, serverLog });

	await server.app.listen({ host: config.host, port: config.port });
	const address = server.app.server.address() as { port: number };
	process.stdout.write(startText({ ...config, port: address.port }, server.setupSecret()));

	let stopping = false;
	const stop = async (): Promise<void> => {
		if (stopping) return;
		stopping = true;
		await server.app.close();
		await log.close();
		accounts.close();
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
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
		return `Port ${port} is taken by another program. Stop that one, or choose another: PORT=8322 pnpm start`;
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
