import { openAuditLog, openZone, readRedactFile, type RedactOptions } from '@tool-audit/core';
import { openClaudeCode } from '@tool-audit/capture';
import type { AddressInfo } from 'node:net';
import { openAccounts } from '@tool-audit/accounts';
import type { Settings } from '@tool-audit/settings';
import { createSecretsCount } from './audit/secrets-count.ts';
import { createAgents } from './capture/agents.ts';
import { createImportJob } from './capture/import-job.ts';
import { type Assets, repositoryAssets } from './assets.ts';
import { createLogger, type Logger } from './logger.ts';
import { createServer } from './server.ts';

export interface RunningServer {
	/** The port it listens on, also when the system chose it. */
	port: number;
	/** The secret of the set-up link; `null` once there are accounts. */
	setupSecret(): string | null;
	/** Completes the accepted requests and stops. */
	stop(): Promise<void>;
}

export interface StartOptions {
	/** The server's own logger. */
	logger?: Logger;
	assets?: Assets;
	/** What the file of redaction words holds, if it has been read already. */
	redact?: RedactOptions | undefined;
}

/** Opens everything that a server needs, according to the settings, and listens. */
export async function startServer(
	settings: Settings,
	{
		logger = createLogger(settings.logLevel),
		assets = repositoryAssets(),
		redact = settings.redact === undefined ? undefined : readRedactFile(settings.redact),
	}: StartOptions = {},
): Promise<RunningServer> {
	const log = openAuditLog({
		...settings,
		redact,
		durability: 'group',
		log: (message) => logger.error(message),
	});
	const accounts = await openAccounts({ dataFolder: settings.data, url: settings.url });
	const secretsCount = createSecretsCount({
		log,
		users: () => accounts.people.list().map(({ user }) => user),
		zone: openZone(settings.timeZone),
		onError: (error, where) => logger.warn({ err: error, ...where }, 'secrets were not counted'),
	});
	const agents = createAgents({ agents: openAgents(settings, assets), log, settings });
	const imports = createImportJob({
		...{ log, zone: openZone(settings.timeZone), data: settings.data },
		onError: (error) => logger.error({ err: error }, 'an import failed'),
	});
	const countSecretsSoon = (user: string) => secretsCount.checkSoon(user);
	const localServices = { agents, imports };
	const services = { log, accounts, logger, assets, countSecretsSoon, localServices };
	const server = await createServer({ settings, ...services });
	const { app } = server;
	await app.listen({ host: settings.host, port: settings.port });
	const { port } = app.server.address() as AddressInfo;
	secretsCount.start();
	return {
		port,
		setupSecret: () => server.setupSecret(),
		async stop() {
			await Promise.all([secretsCount.stop(), imports.stop()]);
			await app.close();
			await log.close();
			accounts.close();
		},
	};
}

/** The agents that may be on this machine. A server belongs to no project. */
function openAgents({ claudeFolder, data, agentConfigFile }: Settings, { captureHook }: Assets) {
	return [
		openClaudeCode({
			...{ claudeFolder, projectFolder: null, data, configFile: agentConfigFile },
			...{ hook: captureHook, node: process.execPath },
		}),
	];
}
