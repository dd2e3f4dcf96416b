import { openAuditLog } from '@tool-audit/core';
import type { AddressInfo } from 'node:net';
import { openAccounts } from './auth/accounts.ts';
import type { Config } from './config.ts';
import { createLog, type Log } from './log.ts';
import { createServer } from './server.ts';

export interface RunningServer {
	/** The port it listens on, also when it was left to the machine to choose. */
	port: number;
	/** The secret of the set-up link; `null` once there are accounts. */
	setupSecret(): string | null;
	/** Finishes what was accepted. */
	stop(): Promise<void>;
}

/** Opens everything a server needs, as it is set, and listens. */
export async function startServer(
	config: Config,
	serverLog: Log = createLog(config.logLevel),
): Promise<RunningServer> {
	const log = openAuditLog({
		...config,
		durability: 'group',
		log: (message) => serverLog.error(message),
	});
	const accounts = await openAccounts({ dataFolder: config.data, url: config.url });
	const server = await createServer({ config, log, accounts, serverLog });
	const { app } = server;
	await app.listen({ host: config.host, port: config.port });
	const { port } = app.server.address() as AddressInfo;
	return {
		port,
		setupSecret: () => server.setupSecret(),
		async stop() {
			await app.close();
			await log.close();
			accounts.close();
		},
	};
}
