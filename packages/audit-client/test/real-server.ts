import type { Scope } from '@tool-audit/server/account';
import { openAccounts } from '@tool-audit/server/accounts';
import { readConfig } from '@tool-audit/server/config';
import { startServer } from '@tool-audit/server/start';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RealServer extends AsyncDisposable {
	url: string;
	home: string;
	/** A key of alice's with these scopes. */
	keyFor(...scopes: Scope[]): Promise<string>;
}

/** The whole server over folders of its own, with one account: alice's. */
export async function openRealServer(): Promise<RealServer> {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-client-'));
	const env = { TOOL_AUDIT_HOME: join(folder, 'home'), TOOL_AUDIT_DATA: join(folder, 'data') };
	const config = readConfig({ ...env, PORT: '0', TOOL_AUDIT_LOG_LEVEL: 'silent' });
	const accounts = await openAccounts({ dataFolder: config.data });
	const { account } = await accounts.people.create({ username: 'alice', role: 'user' });
	const server = await startServer(config);
	return {
		url: `http://127.0.0.1:${server.port}`,
		home: config.home,
		keyFor: async (...scopes) =>
			(await accounts.keys.create(account.id, { name: 'test', scopes })).secret,
		async [Symbol.asyncDispose]() {
			await server.stop();
			accounts.close();
			await rm(folder, { recursive: true });
		},
	};
}
