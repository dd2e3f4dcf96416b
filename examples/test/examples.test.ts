import { openAccounts } from '@tool-audit/accounts';
import { startServer } from '@tool-audit/server/start';
import { readSettings } from '@tool-audit/settings';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

async function openFolder() {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-example-'));
	const env = { TOOL_AUDIT_HOME: join(folder, 'home'), TOOL_AUDIT_DATA: join(folder, 'data') };
	return { env, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** Runs an example and returns its output. */
async function output(example: string, env: Record<string, string>): Promise<string> {
	const file = join(import.meta.dirname, '..', example);
	return (await run(process.execPath, [file], { env: { ...process.env, ...env } })).stdout;
}

test('record-and-read.ts records a call on a server and reads the day', async () => {
	await using folder = await openFolder();
	const quiet = { PORT: '0', TOOL_AUDIT_LOG_LEVEL: 'silent', TOOL_AUDIT_CONFIG: 'none' };
	const settings = readSettings({ env: { ...folder.env, ...quiet }, cwd: tmpdir() });
	const accounts = await openAccounts({ dataFolder: settings.data });
	const { account } = await accounts.people.create({ username: 'alice', role: 'user' });
	const { secret } = await accounts.keys.create(account.id, {
		name: 'example',
		scopes: ['audit:read', 'audit:write'],
	});
	accounts.close();

	const server = await startServer(settings);
	try {
		const env = { TOOL_AUDIT_URL: `http://127.0.0.1:${server.port}`, TOOL_AUDIT_KEY: secret };
		expect(await output('record-and-read.ts', env)).toBe('0 weather.forecast ok\n');
		expect(await output('record-and-read.ts', env)).toBe(
			'0 weather.forecast ok\n1 weather.forecast ok\n',
		);
	} finally {
		await server.stop();
	}
});

test('record-to-files.ts records successful and failed calls', async () => {
	await using folder = await openFolder();
	expect(await output('record-to-files.ts', folder.env)).toMatch(
		/^clock\.set error RangeError: There is no hour 25\.\nclock\.now ok \d{4}-.*Z\n$/,
	);
});
