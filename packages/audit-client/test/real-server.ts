import { openAccounts, type Scope } from '@tool-audit/accounts';
import { startServer } from '@tool-audit/server/start';
import { readSettings } from '@tool-audit/settings';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RealServer extends AsyncDisposable {
	url: string;
	home: string;
	/** Creates a key for alice with these scopes. */
	keyFor(...scopes: Scope[]): Promise<string>;
	/** The same, and what revokes it. */
	revocableKey(...scopes: Scope[]): Promise<{ key: string; revoke: () => void }>;
	/** Creates a key for an admin, root. */
	adminKey(...scopes: Scope[]): Promise<string>;
	/** Stops the server and starts it again, on the same port and folders. */
	restart(whileStopped?: () => Promise<void>): Promise<void>;
}

/** A complete server with its own folders and one account, alice. */
export async function openRealServer(): Promise<RealServer> {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-client-'));
	const env = { TOOL_AUDIT_HOME: join(folder, 'home'), TOOL_AUDIT_DATA: join(folder, 'data') };
	const quiet = { PORT: '0', TOOL_AUDIT_LOG_LEVEL: 'silent', TOOL_AUDIT_CONFIG: 'none' };
	const settings = readSettings({ env: { ...env, ...quiet }, cwd: folder });
	// No password is guessed here: a hash may be cheap.
	const hashCost = { memoryKib: 8, passes: 1 };
	const accounts = await openAccounts({ dataFolder: settings.data, hashCost });
	const { account } = await accounts.people.create({ username: 'alice', role: 'user' });
	let server = await startServer(settings);
	const { port } = server;
	const createKey = (scopes: Scope[]) => accounts.keys.create(account.id, { name: 'test', scopes });
	return {
		url: `http://127.0.0.1:${port}`,
		home: settings.home,
		keyFor: async (...scopes) => (await createKey(scopes)).secret,
		async revocableKey(...scopes) {
			const { secret, key } = await createKey(scopes);
			return { key: secret, revoke: () => void accounts.keys.revoke(account.id, key.id) };
		},
		async adminKey(...scopes) {
			const { account } = await accounts.people.create({ username: 'root', role: 'admin' });
			return (await accounts.keys.create(account.id, { name: 'test', scopes })).secret;
		},
		async restart(whileStopped) {
			await server.stop();
			await whileStopped?.();
			server = await startServer({ ...settings, port });
		},
		async [Symbol.asyncDispose]() {
			await server.stop();
			accounts.close();
			await rm(folder, { recursive: true });
		},
	};
}
