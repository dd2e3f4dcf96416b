import { openAccounts } from '@tool-audit/accounts';
import { startServer } from '@tool-audit/server/start';
import { readSettings } from '@tool-audit/settings';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders for logs and accounts, as settings of the environment. */
export async function openFolder() {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-example-'));
	const env = { TOOL_AUDIT_HOME: join(folder, 'home'), TOOL_AUDIT_DATA: join(folder, 'data') };
	return { env, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** A server with a key of alice's that reads and writes, as an example gets them. */
export async function runServer() {
	const folder = await openFolder();
	const quiet = { PORT: '0', TOOL_AUDIT_LOG_LEVEL: 'silent', TOOL_AUDIT_CONFIG: 'none' };
	const settings = readSettings({ env: { ...folder.env, ...quiet }, cwd: tmpdir() });
	// No password is guessed here: a hash may be cheap.
	const hashCost = { memoryKib: 8, passes: 1 };
	const accounts = await openAccounts({ dataFolder: settings.data, hashCost });
	const { account } = await accounts.people.create({ username: 'alice', role: 'user' });
	const { secret } = await accounts.keys.create(account.id, {
		name: 'example',
		scopes: ['audit:read', 'audit:write'],
	});
	accounts.close();
	const server = await startServer(settings);
	return {
		env: { TOOL_AUDIT_URL: `http://127.0.0.1:${server.port}`, TOOL_AUDIT_KEY: secret },
		async [Symbol.asyncDispose]() {
			await server.stop();
			await folder[Symbol.asyncDispose]();
		},
	};
}
