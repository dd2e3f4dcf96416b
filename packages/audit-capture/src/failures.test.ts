import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { failuresPath, forgetFailures, noteFailure, readFailures } from './failures.ts';

function tempPath(): string {
	const data = mkdtempSync(join(tmpdir(), 'failures-'));
	onTestFinished(() => rmSync(data, { recursive: true }));
	return failuresPath(data, 'claude-code');
}

test('are counted, with the last one, until they are forgotten', () => {
	const path = tempPath();
	expect(readFailures(path)).toEqual({ count: 0, last: null });
	noteFailure(path, new Error('first'));
	noteFailure(path, 'second');
	expect(readFailures(path)).toMatchObject({ count: 2, last: { reason: 'second' } });
	forgetFailures(path);
	expect(readFailures(path)).toEqual({ count: 0, last: null });
});

test('the newest are kept when there are too many', () => {
	const path = tempPath();
	for (let n = 1; n <= 500; n++) noteFailure(path, new Error(`${n} ${'x'.repeat(250)}`));
	const { count, last } = readFailures(path);
	expect(count).toBeGreaterThan(100);
	expect(count).toBeLessThan(500);
	expect(last?.reason).toMatch(/^500 /);
	forgetFailures(path);
	expect(readFailures(path).count).toBe(0);
});
