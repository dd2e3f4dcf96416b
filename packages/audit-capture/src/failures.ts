/**
 * What an agent's hook could not do. An agent is never told: the failures are kept here, for `status` and for the page.
 * They hold no part of a call.
 */
import { codeOf } from '@tool-audit/safe-files';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isObject, textOf } from './json.ts';

export interface Failures {
	/** How many there were since the agent was connected, as far as they are kept. */
	count: number;
	/** The last one; `null` without any. */
	last: { at: string; reason: string } | null;
}

/** Of a file; the one before it is kept. */
const BYTES_MAX = 32_768;
const REASON_CHARS_MAX = 300;

/** `data` is the data folder. */
export function failuresPath(data: string, source: string): string {
	return join(data, 'capture', 'failures', `${source}.jsonl`);
}

/** Never throws: there is no place left to tell of it. */
export function noteFailure(path: string, error: unknown): void {
	const reason = (error instanceof Error ? error.message : String(error)).slice(
		0,
		REASON_CHARS_MAX,
	);
	try {
		mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
		if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > BYTES_MAX) {
			copyFileSync(path, olderPath(path));
			rmSync(path);
		}
		const line = JSON.stringify({ at: new Date().toISOString(), reason });
		appendFileSync(path, `${line}\n`, { mode: 0o600 });
	} catch {
		// A full disk, or no permission: `status` tries to write by itself.
	}
}

export function readFailures(path: string): Failures {
	const lines = [...linesOf(olderPath(path)), ...linesOf(path)];
	const last: unknown = lines.length > 0 ? parse(lines.at(-1)!) : null;
	return {
		count: lines.length,
		last: isObject(last) ? { at: textOf(last['at']), reason: textOf(last['reason']) } : null,
	};
}

/** Called when the agent is connected anew. */
export function forgetFailures(path: string): void {
	rmSync(path, { force: true });
	rmSync(olderPath(path), { force: true });
}

const olderPath = (path: string): string => `${path}.older`;

function linesOf(path: string): string[] {
	try {
		return readFileSync(path, 'utf8')
			.split('\n')
			.filter((line) => line !== '');
	} catch (error) {
		if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
		throw error;
	}
}

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return null;
	}
}
