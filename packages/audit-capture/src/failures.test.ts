import { IS_WINDOWS } from '@tool-audit/safe-files';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
	noteFailure(path, new Error('second'));
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

test.skipIf(IS_WINDOWS)('a named pipe in place of the list is not waited for, and is told', () => {
	const path = tempPath();
	mkdirSync(dirname(path), { recursive: true });
	execFileSync('mkfifo', [path]);
	noteFailure(path, new Error('first'));
	expect(readFailures(path)).toMatchObject({
		...{ count: 1, last: { reason: expect.stringContaining('can’t be read') } },
	});
});

const thrownBy = (work: () => unknown): unknown => {
	try {
		return work();
	} catch (error) {
		return error;
	}
};
test.each([
	['JSON', () => JSON.parse('{"a":hunter2}')],
	['a value of another kind', () => 'x' in ('hunter2' as unknown as object)],
	['a path that is no path', () => readFileSync('hunter2\0')],
	['a file that is not there', () => readFileSync('/hunter2')],
	['a number', () => BigInt('hunter2')],
])('a message of the platform is not kept, since it may tell what it is about: %s', (_, work) => {
	const path = tempPath();
	noteFailure(path, thrownBy(work));
	const { reason } = readFailures(path).last!;
	expect(reason).not.toBe('');
	expect(reason).not.toContain('hunter2');
});
