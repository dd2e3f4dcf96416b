/** Agents that are connected on the server's own machine, and agents that post their events. */
import { openClaudeCode } from '@tool-audit/capture';
import { openZone } from '@tool-audit/core';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAgents } from '../src/capture/agents.ts';
import { createImportJob } from '../src/capture/import-job.ts';
import type { Settings } from '@tool-audit/settings';
import { PASSWORD } from './fixtures/accounts.ts';
import { tempFolder } from './fixtures/folders.ts';
import { startServer, TIME_ZONE } from './fixtures/server.ts';

const FIXTURES = new URL(
	'../../../packages/audit-capture/test/fixtures/claude-code/',
	import.meta.url,
);
const fixture = (name: string) => readFileSync(new URL(name, FIXTURES), 'utf8');
const AGENT = { agent: 'claude-code' };
/** Calls of the future are refused. */
const DAY = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);

/** A server on the loopback, beside a folder of Claude Code's with one session. */
async function startLocal({
	calls = 0,
	settings = {},
}: { calls?: number; settings?: Partial<Settings> } = {}) {
	const root = await tempFolder();
	const claudeFolder = join(root, 'claude');
	const project = join(claudeFolder, 'projects/-home-ada-project');
	await mkdir(project, { recursive: true });
	const text = fixture('transcript.jsonl').replaceAll('2026-11-28', DAY);
	const again = Array.from({ length: calls }, (_, n) => text.replaceAll('toolu_', `toolu_${n}_`));
	await writeFile(
		join(project, 'ba489b65-1641-4d4a-ba09-67a4668bbf85.jsonl'),
		[text, ...again].join(''),
	);
	const written = new Date(Date.now() - 2 * 86_400_000);
	await utimes(join(project, 'ba489b65-1641-4d4a-ba09-67a4668bbf85.jsonl'), written, written);
	const hook = join(root, 'hook');
	await mkdir(hook);
	await writeFile(join(hook, 'claude-code.cjs'), '');
	const configFile = join(root, 'config.json');
	const server = await startServer({
		settings: { host: '127.0.0.1', ...settings },
		localServices: (log, data) => ({
			agents: createAgents({
				log,
				agents: [
					openClaudeCode({
						...{ claudeFolder, projectFolder: null, data, configFile },
						...{ hook: () => hook, node: process.execPath, managedPath: join(root, 'none') },
					}),
				],
				settings: {
					...{ home: '/logs/home', data, redact: undefined, givenTimeZone: 'Europe/Berlin' },
					agentConfigFile: configFile,
				},
			}),
			imports: createImportJob({
				...{ log, zone: openZone(TIME_ZONE), data },
				onError: () => undefined,
			}),
		}),
	});
	const admin = await server.person('ada', 'admin');
	return {
		server,
		admin,
		claudeSettings: join(claudeFolder, 'settings.json'),
		configFile,
		project,
	};
}

type Client = Awaited<ReturnType<typeof startLocal>>['admin'];

async function imported(admin: Client) {
	for (;;) {
		const { data } = await admin.call('capture.importState');
		if (data.import?.state !== 'running') return data.import;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

describe('agents on the server’s machine', () => {
	test('are shown with their history and whether they are connected', async () => {
		const { admin } = await startLocal();
		const { data } = await admin.call('capture.agents');
		expect(data).toMatchObject({
			local: true,
			agents: [
				{
					...{ agent: 'claude-code', title: 'Claude Code', found: true, isConnected: false },
					...{ lastCall: null, history: { files: 1 }, failures: { count: 0 } },
				},
			],
		});
	});

	test.each([
		['a public address', { settings: { url: new URL('https://audit.example.com') } }],
		['an address of the network', { settings: { host: '0.0.0.0' } }],
	])('are not offered by a server with %s', async (_, options) => {
		const { admin } = await startLocal(options);
		expect((await admin.call('capture.agents')).data).toEqual({ local: false, agents: [] });
		expect((await admin.call('capture.previewConnect', AGENT)).code).toBe('FORBIDDEN');
	});

	test('are not offered under a name that another site made lead here, or to others than admins', async () => {
		const { server, admin } = await startLocal();
		const alice = await server.person('alice');
		expect((await alice.call('capture.agents')).data).toEqual({ local: false, agents: [] });
		const { port } = new URL(server.url);
		const inject = await server.inject({
			...{ method: 'GET', url: '/trpc/capture.agents' },
			headers: { host: `rebound.example:${port}`, cookie: admin.cookie },
		});
		expect(JSON.parse(inject.body).result.data).toEqual({ local: false, agents: [] });
	});

	test('are connected by exactly the change that was shown, with the password', async () => {
		const { admin, claudeSettings, configFile } = await startLocal();
		const { data: preview } = await admin.call('capture.previewConnect', AGENT);
		expect(preview).toMatchObject({
			path: claudeSettings,
			config: { path: configFile, replaced: [] },
		});
		const input = { ...AGENT, fingerprint: preview.fingerprint, password: PASSWORD };
		const wrong = await admin.call('capture.connect', { ...input, password: 'wrong' });
		expect([wrong.code, existsSync(claudeSettings)]).toEqual(['FORBIDDEN', false]);
		const other = await admin.call('capture.connect', { ...input, fingerprint: '0'.repeat(64) });
		expect([other.code, existsSync(configFile)]).toEqual(['CONFLICT', false]);
		await writeFile(claudeSettings, '{"model":"opus"}');
		expect((await admin.call('capture.connect', input)).code).toBe('CONFLICT');
		const { data: again } = await admin.call('capture.previewConnect', AGENT);
		const connect = { ...input, fingerprint: again.fingerprint };
		expect((await admin.call('capture.connect', connect)).code).toBe('OK');
		expect((await admin.call('capture.agents')).data.agents[0].isConnected).toBe(true);
		expect(JSON.parse(await readFile(configFile, 'utf8'))).toMatchObject({
			...{ home: '/logs/home', user: 'ada', timeZone: 'Europe/Berlin' },
		});
		const { data: away } = await admin.call('capture.previewDisconnect', AGENT);
		const disconnect = { ...AGENT, fingerprint: away.fingerprint, password: PASSWORD };
		expect((await admin.call('capture.disconnect', disconnect)).code).toBe('OK');
		expect(await readFile(claudeSettings, 'utf8')).toBe('{"model":"opus"}');
	});

	test('settings that can’t be changed are refused with the reason', async () => {
		const { admin, claudeSettings } = await startLocal();
		await writeFile(claudeSettings, '{ // mine\n}');
		const { code, message } = await admin.call('capture.previewConnect', AGENT);
		expect([code, message]).toEqual(['CONFLICT', expect.stringContaining('was not changed')]);
	});

	test('an unknown agent is not found', async () => {
		const { admin } = await startLocal();
		const { code } = await admin.call('capture.previewConnect', { agent: 'emacs' });
		expect(code).toBe('NOT_FOUND');
	});

	test('their history is previewed, imported once, and shown', async () => {
		const { admin } = await startLocal();
		const { data: preview } = await admin.call('capture.previewImport', AGENT);
		expect(preview).toMatchObject({ calls: 19, days: [{ day: DAY, calls: 19, ok: 8, denied: 4 }] });
		const input = { ...AGENT, password: PASSWORD };
		expect((await admin.call('capture.import', { ...input, password: 'x' })).code).toBe(
			'FORBIDDEN',
		);
		expect((await admin.call('capture.importState')).data).toEqual({ import: null });
		expect((await admin.call('capture.import', input)).code).toBe('OK');
		expect(await imported(admin)).toMatchObject({
			state: 'done',
			report: { calls: 19, already: 0 },
		});
		const { data: day } = await admin.call('audit.readDay', { day: DAY });
		expect(day.total).toBe(19);
		expect((await admin.call('capture.agents')).data.agents[0].lastCall).toContain(DAY);
		await admin.call('capture.import', { ...input, sinceDays: 30 });
		expect(await imported(admin)).toMatchObject({ report: { calls: 0, already: 19 } });
	});

	test('one import at a time, which can be cancelled and goes on with the next', async () => {
		const { admin } = await startLocal({ calls: 400 });
		const input = { ...AGENT, password: PASSWORD };
		await admin.call('capture.import', input);
		expect((await admin.call('capture.import', input)).code).toBe('CONFLICT');
		await admin.call('capture.cancelImport');
		expect((await imported(admin)).state).toMatch(/cancelled|done/);
		await admin.call('capture.import', input);
		const { report } = await imported(admin);
		expect(report.calls + report.already).toBe(19 * 401);
	});
});

describe('events that an agent posts', () => {
	const post = (
		client: { request: (path: string, init: RequestInit) => Promise<Response> },
		body: string,
		headers = {},
	) =>
		client.request('/api/capture/claude-code', {
			...{ method: 'POST', body },
			headers: { 'content-type': 'application/json', ...headers },
		});

	test('each call is recorded once, however often and at the same time it is posted', async () => {
		const server = await startServer();
		const alice = await server.person('alice');
		const key = await server.program(alice.account, ['audit:write']);
		const events = fixture('hooks.jsonl').trim().split('\n');
		const answers = await Promise.all([...events, ...events].map((event) => post(key, event)));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
		const { data } = await alice.call('audit.recent', { limit: 100 });
		const ids = data.entries.map(({ entry }: { entry: Record<string, string> }) => entry.call_id);
		expect([ids.length, new Set(ids).size]).toEqual([20, 20]);
		expect(data.entries[0].entry).toMatchObject({ source: 'claude-code', user: 'alice' });
	});

	test('the log is that of the key: two users may post the same call', async () => {
		const server = await startServer();
		const event = fixture('hooks.jsonl').split('\n')[2]!.replace('{', '{"user":"bob",');
		for (const name of ['alice', 'bob']) {
			const person = await server.person(name);
			await post(await server.program(person.account, ['audit:write']), event);
			expect((await person.call('audit.recent', {})).data.entries).toHaveLength(1);
		}
	});

	test.each([
		['no JSON', '{', 400],
		['no event', '{"a":1}', 400],
		['a list', '[]', 400],
		['an event without calls', '{"hook_event_name":"Stop","session_id":"s"}', 204],
	])('%s', async (_, body, status) => {
		const server = await startServer();
		const alice = await server.person('alice');
		const key = await server.program(alice.account, ['audit:write']);
		expect((await post(key, body)).status).toBe(status);
	});

	test('a cookie counts for nothing, and a page of another site may not post', async () => {
		const server = await startServer();
		const alice = await server.person('alice');
		const event = fixture('hooks.jsonl').split('\n')[2]!;
		expect((await post(alice, event)).status).toBe(401);
		const key = await server.program(alice.account, ['audit:write']);
		expect((await post(key, event, { origin: 'https://evil.example' })).status).toBe(403);
		expect((await alice.call('audit.recent', {})).data.entries).toEqual([]);
	});

	test('a server on the loopback answers under its own names alone', async () => {
		const server = await startServer({ settings: { host: '127.0.0.1' } });
		const alice = await server.person('alice');
		const { secret } = await server.program(alice.account, ['audit:write']);
		const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
		const request = { method: 'POST' as const, url: '/api/capture/claude-code', body: '{"a":1}' };
		const status = async (host: string) =>
			(await server.inject({ ...request, headers: { ...headers, host } })).statusCode;
		expect(await status('rebound.example')).toBe(403);
		expect(await status('localhost:8321')).toBe(400);
	});

	test('an unknown agent is an error, not a page', async () => {
		const server = await startServer();
		const response = await server.client().request('/api/capture/emacs', { method: 'POST' });
		expect([response.status, response.headers.get('content-type')]).toEqual([
			404,
			expect.stringContaining('application/json'),
		]);
	});
});
