import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeLock } from './lock.ts';

function lockPath(): string {
	const folder = mkdtempSync(join(tmpdir(), 'tool-audit-lock-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return join(folder, 'a.lock');
}

test('is held by one at a time', async () => {
	const path = lockPath();
	{
		using first = await takeLock(path, 0);
		expect(first).not.toBeNull();
		expect(await takeLock(path, 0)).toBeNull();
	}
	using next = await takeLock(path, 0);
	expect(next).not.toBeNull();
});

test('a lock whose process ended while it wrote it is taken over, and one that is being written is not', async () => {
	const path = lockPath();
	writeFileSync(path, '');
	expect(await takeLock(path, 0)).toBeNull();
	const longAgo = new Date(Date.now() - 60_000);
	utimesSync(path, longAgo, longAgo);
	using taken = await takeLock(path, 1_000);
	expect(taken).not.toBeNull();
});
