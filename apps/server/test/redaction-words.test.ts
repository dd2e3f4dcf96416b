import { readSettings } from '@tool-audit/settings';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../src/logger.ts';
import { startServer } from '../src/start.ts';
import { tempFolder } from './fixtures/folders.ts';
import { createTestClient } from './fixtures/test-client.ts';

/** Starts as the settings say that name a file with these words. */
async function startWith(words: string) {
	const folder = await tempFolder();
	await writeFile(join(folder, 'words.json'), words);
	const env = { TOOL_AUDIT_CONFIG: 'none', TOOL_AUDIT_REDACT: 'words.json', PORT: '0' };
	const settings = readSettings({ env: { ...env, TOOL_AUDIT_HOME: 'home' }, cwd: folder });
	const server = await startServer(settings, { logger: createLogger('silent') });
	onTestFinished(() => server.stop());
	return { server, home: settings.home };
}

test('records by the redaction words that the settings name', async () => {
	const { server, home } = await startWith(
		JSON.stringify({
			names: ['badge number'],
			patterns: [{ name: 'badge', pattern: 'B-\\d{4}' }],
			allow: ['guest-4711'],
		}),
	);
	const ada = createTestClient(`http://127.0.0.1:${server.port}`);
	const admin = { username: 'ada', password: 'a long enough password', sampleData: false };
	await ada.call('setup.createAdmin', { secret: server.setupSecret(), ...admin });
	const args = { badgeNumber: 'quiet river', password: 'guest-4711' };
	const call = { tool: 't', args, status: 'ok', result: 'B-1234 password=guest-4711' };
	const { data } = await ada.call('audit.record', call);
	const line = await readFile(join(home, 'ada/tool_audit', `${data.day}.jsonl`), 'utf8');
	expect(JSON.parse(line)).toMatchObject({
		args: {
			badgeNumber: expect.stringMatching(/^\[redacted:name:\w{8}\]$/),
			password: 'guest-4711',
		},
		result_snippet: expect.stringMatching(/^\[redacted:badge:\w{8}\] password=guest-4711$/),
	});
});

test('does not start with wrong redaction words', async () => {
	await expect(startWith('{"allow":[""]}')).rejects.toThrow(/allow\[0\] must not be empty/);
});
