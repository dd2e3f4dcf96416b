/** One at a time: for what compares claims with the log, and would write a call twice if it ran twice. */
import {
	codeOf,
	isRunning,
	makeOwnFolder,
	ownProcess,
	type ProcessName,
} from '@tool-audit/safe-files';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isObject } from './json.ts';

const RETRY_MS = 50;
/** A lock that says no holder for so long is of a process that ended while it wrote it. */
const UNWRITTEN_MAX_MS = 10_000;

/** `null` when another process had the lock for all of `waitMaxMs`. The lock of a process that has ended is taken over. */
export async function takeLock(path: string, waitMaxMs: number): Promise<Disposable | null> {
	makeOwnFolder(dirname(path));
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
		if (codeOf(error) !== 'EEXIST') {
			// A full disk leaves an empty file.
			rmSync(path, { force: true });
			throw error;
		}
	}
	const holder = readHolder(path);
	const isAbandoned = holder === null ? ageMs(path) > UNWRITTEN_MAX_MS : !isRunning(holder);
	if (isAbandoned) rmSync(path, { force: true });
	return false;
}

function ageMs(path: string): number {
	const stat = statSync(path, { throwIfNoEntry: false });
	return stat ? Date.now() - stat.mtimeMs : 0;
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
