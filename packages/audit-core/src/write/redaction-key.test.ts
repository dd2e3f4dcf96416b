import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openRedactionKey } from './redaction-key.ts';

async function makeFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-'));
	onTestFinished(() => rm(folder, { recursive: true }));
	return join(folder, 'data');
}

test('makes one key for an installation, for its owner only', async () => {
	const folder = await makeFolder();
	const key = openRedactionKey(folder);
	expect(key).toHaveLength(32);
	expect(openRedactionKey(folder)).toEqual(key);
	expect((await stat(join(folder, 'redaction.key'))).mode & 0o777).toBe(0o600);
	expect(openRedactionKey(await makeFolder())).not.toEqual(key);
});

test('does not work with a key that is none', async () => {
	const folder = await makeFolder();
	openRedactionKey(folder);
	await writeFile(join(folder, 'redaction.key'), '');
	expect(openRedactionKey(folder)).toHaveLength(32);
});
