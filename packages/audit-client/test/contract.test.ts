import { createAuditClient } from '../src/index.ts';
import { createFakeClient, openMemoryLog } from '../src/testing.ts';
import { describeClient } from './contract.ts';
import { openRealServer } from './real-server.ts';

describeClient('a client of a server', async () => {
	const server = await openRealServer();
	const { url } = server;
	const [apiKey, adminKey] = [
		await server.keyFor('audit:read', 'audit:write'),
		await server.adminKey('audit:read'),
	];
	return {
		client: createAuditClient({ url, apiKey, logger: false }),
		admin: createAuditClient({ url, apiKey: adminKey, logger: false }),
		[Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
	};
});

describeClient('a client for tests', async () => {
	const log = openMemoryLog();
	return {
		client: createFakeClient({ log }),
		admin: createFakeClient({ log, user: 'root', admin: true }),
		[Symbol.asyncDispose]: () => log.close(),
	};
});
