import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { PASSWORD } from '../fixtures/accounts.ts';
import { addTranscript, DAY, localAgents } from '../fixtures/agents.ts';
import { tempFolder } from '../fixtures/folders.ts';
import { startServer, type StartOptions } from '../fixtures/server.ts';

const AGENT = { agent: 'claude-code' };
const IMPORT = { ...AGENT, password: PASSWORD };

async function openHistory(options: StartOptions = {}) {
	const folder = await tempFolder();
	await addTranscript(join(folder, 'claude'));
	const server = await startServer({ ...localAgents(folder), ...options });
	const ada = await server.person('ada', 'admin');
	const state = async () => (await ada.call('capture.importState')).data.import;
	const until = (name: string) =>
		vi.waitFor(async () => expect((await state())?.state).toBe(name), { timeout: 10_000 });
	const days = async () => (await ada.call('audit.listDays', {})).data.days;
	return { server, ada, state, until, days };
}

test('the set-up names the agents that have a history, to those who have its link', async () => {
	const folder = await tempFolder();
	await addTranscript(join(folder, 'claude'));
	const server = await startServer(localAgents(folder));
	const status = async (secret: string) =>
		(await server.client().call('setup.status', { secret })).data;
	expect(await status(server.setupSecret()!)).toMatchObject({ agents: ['Claude Code'] });
	expect(await status('wrong')).toMatchObject({ agents: [] });
});

test('an import brings what its preview showed, and the preview writes nothing', async () => {
	const { ada, state, until, days } = await openHistory();
	const preview = await ada.call('capture.previewImport', AGENT);
	expect(preview.data.calls).toBeGreaterThan(0);
	expect(await days()).toEqual([]);
	expect(await state()).toBeNull();

	expect((await ada.call('capture.import', IMPORT)).code).toBe('OK');
	await until('done');
	const { report } = await state();
	expect(report).toMatchObject({ calls: preview.data.calls, days: preview.data.days });
	expect((await days())[0]).toMatchObject({ day: DAY, counts: { total: report.calls } });

	const again = await ada.call('capture.previewImport', AGENT);
	expect(again.data).toMatchObject({ calls: 0, already: report.calls });
});

test('only calls of the last days are imported when it is asked for', async () => {
	const { ada } = await openHistory();
	const recent = await ada.call('capture.previewImport', { ...AGENT, sinceDays: 30 });
	const all = await ada.call('capture.previewImport', AGENT);
	expect(recent.data.calls).toBe(all.data.calls);
	for (const sinceDays of [0, -1, 1.5]) {
		const answer = await ada.call('capture.previewImport', { ...AGENT, sinceDays });
		expect(answer.code).toBe('BAD_REQUEST');
	}
});

test('a wrong password imports nothing', async () => {
	const { ada, state, days } = await openHistory();
	const answer = await ada.call('capture.import', { ...AGENT, password: 'wrong' });
	expect(answer.code).toBe('FORBIDDEN');
	expect(await state()).toBeNull();
	expect(await days()).toEqual([]);
});

/** A disk that takes as long as the test wants, and then fails. */
async function openSlowDisk() {
	const writes: (() => void)[] = [];
	const record = () =>
		new Promise<never>((_resolve, reject) => {
			writes.push(() => reject(new Error('The disk is full.')));
		});
	const history = await openHistory({ reads: { record } });
	await history.ada.call('capture.import', IMPORT);
	await vi.waitFor(() => expect(writes.length).toBeGreaterThan(0));
	return { ...history, endWrites: () => writes.forEach((end) => end()) };
}

test('one import runs at a time, and can be cancelled', async () => {
	const { ada, state, until, endWrites } = await openSlowDisk();
	expect(await state()).toMatchObject({
		...{ state: 'running', agent: 'claude-code' },
		progress: { calls: expect.any(Number) },
	});
	const second = await ada.call('capture.import', IMPORT);
	expect(second).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('running') });
	await ada.call('capture.cancelImport');
	endWrites();
	await until('cancelled');
	await ada.call('capture.import', IMPORT);
	await until('running');
});

test('an import that fails says why, and another one can be started', async () => {
	const { ada, state, until, endWrites } = await openSlowDisk();
	endWrites();
	await until('failed');
	expect((await state()).reason).toBe('The disk is full.');
	expect((await ada.call('capture.import', IMPORT)).code).toBe('OK');
});

test('nothing is imported while calls wait for the disk, which are not in the log yet', async () => {
	const { server, ada, until, days } = await openHistory();
	await mkdir(join(server.home, 'ada'));
	await writeFile(join(server.home, 'ada/tool_audit'), 'in the place of the folder');
	await ada.call('audit.record', { tool: 't', args: {}, status: 'ok', result: '' });
	const refused = await ada.call('capture.import', IMPORT);
	expect(refused).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('calls') });
	await rm(join(server.home, 'ada/tool_audit'));
	await expect
		.poll(async () => (await ada.call('capture.import', IMPORT)).code, { timeout: 10_000 })
		.toBe('OK');
	await until('done');
	expect(await days()).toHaveLength(2);
});

test('the import of one admin is not seen or cancelled by another', async () => {
	const { server, until, endWrites } = await openSlowDisk();
	const eve = await server.person('eve', 'admin');
	expect((await eve.call('capture.importState')).data.import).toBeNull();
	await eve.call('capture.cancelImport');
	endWrites();
	await until('failed');
});
