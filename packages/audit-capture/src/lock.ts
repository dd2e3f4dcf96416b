/** One at a time: for what compares claims with the log, and would write a call twice if it ran twice. */
import { codeOf, isRunning, ownProcess, type ProcessName } from '@tool-audit/safe-files';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isObject } from './json.ts';

const RETRY_MS = 50;

/** `null` when another process had the lock for all of `waitMaxMs`. The lock of a process that has ended is taken over. */
export async function takeLock(path: string, waitMaxMs: number): Promise<Disposable | null> {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const deadlineMs = performance.now() + waitMaxMs;
	while (!tryLock(path)) {
		if (performance.now() >= deadlineMs) return null;
		await wait(RETRY_MS);
	}
	return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
}

function tryLock(path: string): boolean {
	try {
		writeFileSync(path, JSON.stringify(ownProcess()), { flag: 'wx', mode: 0o600 });
		return true;
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') throw error;
	}
	const holder = readHolder(path);
	if (holder !== null && !isRunning(holder)) rmSync(path, { force: true });
	return false;
}

/** `null` while it is being written. */
function readHolder(path: string): ProcessName | null {
	let holder: unknown;
	try {
		holder = JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		return null;
	}
	if (!isObject(holder) || typeof holder['pid'] !== 'number') return null;
	return { pid: holder['pid'], started: String(holder['started']) };
}
