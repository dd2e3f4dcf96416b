import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PASSWORD } from '../fixtures/accounts.ts';
import { localAgents } from '../fixtures/agents.ts';
import { tempFolder } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';

const AGENT = { agent: 'claude-code' };

async function openLocal(settings: Record<string, unknown> = {}) {
	const folder = await tempFolder();
	const data = join(folder, 'data');
	const local = localAgents(folder);
	const server = await startServer({
		...{ ...local, data },
		settings: { ...local.settings, ...settings },
	});
	const ada = await server.person('ada', 'admin');
	return { server, ada, folder, data, settingsFile: join(folder, 'claude/settings.json') };
}

test('an admin on the server’s machine sees its agents', async () => {
	const { ada } = await openLocal();
	const { data } = await ada.call('capture.agents');
	expect(data).toMatchObject({
		local: true,
		agents: [{ agent: 'claude-code', found: true, isConnected: false, lastCall: null }],
	});
});

test.each([
	['a server that other machines reach', { host: '0.0.0.0' }, 'localhost', {}],
	['a server with a public address', { url: new URL('http://audit.example') }, 'localhost', {}],
	['a request by another name', {}, 'audit.example', {}],
	['a request that a proxy handed on', {}, 'localhost', { 'x-forwarded-for': '192.0.2.7' }],
	['a request that a proxy of few words handed on', {}, 'localhost', { 'x-real-ip': '192.0.2.7' }],
	[
		'a page of another address, by a proxy that hides it',
		{},
		'localhost',
		{ origin: 'https://audit.example', 'sec-fetch-site': 'same-origin' },
	],
	['a page without an address', {}, 'localhost', { origin: 'null' }],
	['a page of another site', {}, 'localhost', { 'sec-fetch-site': 'cross-site' }],
])('%s: no agents are offered, and nothing can be changed', async (_name, settings, host, more) => {
	const { ada, server, settingsFile } = await openLocal(settings);
	const headers = { host, cookie: ada.cookie, ...more };
	const get = (path: string) => server.inject({ method: 'GET', url: `/trpc/${path}`, headers });
	const agents = await get('capture.agents');
	expect(agents.json()).toEqual({ result: { data: { local: false, agents: [] } } });
	const input = encodeURIComponent(JSON.stringify(AGENT));
	expect((await get(`capture.previewConnect?input=${input}`)).statusCode).toBe(403);
	const connected = await server.inject({
		...{ method: 'POST', url: '/trpc/capture.connect', headers },
		payload: { ...AGENT, fingerprint: '0'.repeat(64), password: PASSWORD },
	});
	expect(connected.statusCode).toBe(403);
	expect(existsSync(settingsFile)).toBe(false);
});

test.each(['http://localhost:5173', 'http://127.0.0.1:8321', 'http://[::1]:8321'])(
	'a page of %s is of this machine',
	async (origin) => {
		const { ada, server } = await openLocal();
		const headers = { host: 'localhost:8321', cookie: ada.cookie, origin };
		const agents = await server.inject({ method: 'GET', url: '/trpc/capture.agents', headers });
		expect(agents.json()).toMatchObject({ result: { data: { local: true } } });
	},
);

test('connects what was shown, and gives back the settings as they were', async () => {
	const { ada, settingsFile, folder } = await openLocal();
	const before = '{\n  "model": "opus"\n}\n';
	await writeFile(settingsFile, before);
	const shown = await ada.call('capture.previewConnect', AGENT);
	expect(shown.data.lines.length).toBeGreaterThan(0);
	const { fingerprint } = shown.data;
	const input = { ...AGENT, fingerprint, password: PASSWORD };
	expect((await ada.call('capture.connect', input)).code).toBe('OK');
	expect(await readFile(settingsFile, 'utf8')).toContain('claude-code.cjs');
	expect(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'))).toMatchObject({
		user: 'ada',
	});
	expect((await ada.call('capture.agents')).data.agents[0].isConnected).toBe(true);

	const back = await ada.call('capture.previewDisconnect', AGENT);
	const undo = { ...AGENT, fingerprint: back.data.fingerprint, password: PASSWORD };
	expect((await ada.call('capture.disconnect', undo)).code).toBe('OK');
	expect(await readFile(settingsFile, 'utf8')).toBe(before);
});

test('a wrong password changes nothing', async () => {
	const { ada, settingsFile } = await openLocal();
	const { fingerprint } = (await ada.call('capture.previewConnect', AGENT)).data;
	const answer = await ada.call('capture.connect', { ...AGENT, fingerprint, password: 'wrong' });
	expect(answer.code).toBe('FORBIDDEN');
	expect(answer.message).toContain('password');
	expect(existsSync(settingsFile)).toBe(false);
});

test('settings that changed since they were shown are left alone', async () => {
	const { ada, settingsFile } = await openLocal();
	const { fingerprint } = (await ada.call('capture.previewConnect', AGENT)).data;
	await writeFile(settingsFile, '{ "model": "opus" }');
	const answer = await ada.call('capture.connect', { ...AGENT, fingerprint, password: PASSWORD });
	expect(answer.code).toBe('CONFLICT');
	expect(await readFile(settingsFile, 'utf8')).toBe('{ "model": "opus" }');
});

test('settings that can’t be read are a sentence', async () => {
	const { ada, settingsFile, folder } = await openLocal();
	await writeFile(settingsFile, '{ not json');
	expect(await ada.call('capture.previewConnect', AGENT)).toMatchObject({
		code: 'CONFLICT',
		message: expect.stringContaining(settingsFile),
	});
	await writeFile(settingsFile, '{}');
	await writeFile(join(folder, 'config.json'), '{ not json');
	expect(await ada.call('capture.previewConnect', AGENT)).toMatchObject({
		code: 'CONFLICT',
		message: expect.stringContaining('config.json'),
	});
});

test('what its hook could not record lately is told to those who can mend it', async () => {
	const { ada, server, data } = await openLocal();
	expect((await ada.call('capture.failing')).data).toEqual({ agents: [] });
	const folder = join(data, 'capture/failures');
	await mkdir(folder, { recursive: true });
	const note = async (ageDays: number) => {
		const at = new Date(Date.now() - ageDays * 86_400_000).toISOString();
		await writeFile(join(folder, 'claude-code.jsonl'), JSON.stringify({ at, reason: 'no space' }));
		return (await ada.call('capture.failing')).data.agents;
	};
	expect(await note(1)).toMatchObject([
		{ title: 'Claude Code', count: 1, last: { reason: 'no space' } },
	]);
	expect((await (await server.person('bob')).call('capture.failing')).data).toEqual({ agents: [] });
	expect(await note(8)).toEqual([]);
});

test('an agent that is connected and records nothing is told of', async () => {
	const { ada, folder } = await openLocal();
	const { fingerprint } = (await ada.call('capture.previewConnect', AGENT)).data;
	await ada.call('capture.connect', { ...AGENT, fingerprint, password: PASSWORD });
	expect((await ada.call('capture.failing')).data.agents).toEqual([]);
	await rm(join(folder, 'config.json'));
	expect((await ada.call('capture.failing')).data.agents).toMatchObject([
		{ count: 0, stopped: expect.stringMatching(/^No calls are recorded: .*config\.json/) },
	]);
});

test('an unknown agent is not found', async () => {
	const { ada } = await openLocal();
	expect((await ada.call('capture.previewConnect', { agent: 'other' })).code).toBe('NOT_FOUND');
});

test('a key for a program can only record, and expires in 90 days', async () => {
	const { ada, server } = await openLocal();
	const { data } = await ada.call('keys.createForProgram', { name: 'curl', password: PASSWORD });
	const [key] = server.accounts.keys.list(ada.account.id);
	expect(key).toMatchObject({ name: 'curl', scopes: ['audit:write'] });
	const days = (Date.parse(key!.expiresAt!) - Date.now()) / 86_400_000;
	expect(Math.round(days)).toBe(90);
	const answer = await server.client().request('/trpc/audit.record', {
		method: 'POST',
		headers: { authorization: `Bearer ${data.secret}`, 'content-type': 'application/json' },
		body: JSON.stringify({ tool: 't', args: {}, status: 'ok', result: '' }),
	});
	expect(answer.status).toBe(200);
});
