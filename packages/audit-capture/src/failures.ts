/**
 * What an agent's hook could not do. An agent is never told: the failures are kept here, for `status` and for the page.
 * They hold no part of a call.
 */
import {
	appendPlain,
	codeOf,
	makeOwnFolder,
	readWhole,
	SafeFileError,
} from '@tool-audit/safe-files';
import { copyFileSync, rmSync, statSync } from 'node:fs';
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
/** Several hooks may write at the same time. */
const READ_BYTES_MAX = 4 * BYTES_MAX;
const REASON_CHARS_MAX = 300;

/** `data` is the data folder. */
export function failuresPath(data: string, source: string): string {
	return join(data, 'capture', 'failures', `${source}.jsonl`);
}

/** Never throws: there is no place left to tell of it. */
export function noteFailure(path: string, error: unknown): void {
	const reason = reasonOf(error).slice(0, REASON_CHARS_MAX);
	try {
		makeOwnFolder(dirname(path));
		const stat = statSync(path, { throwIfNoEntry: false });
		if (stat?.isFile() && stat.size > BYTES_MAX) {
			rmSync(olderPath(path), { force: true });
			copyFileSync(path, olderPath(path));
			rmSync(path);
		}
		const line = JSON.stringify({ at: new Date().toISOString(), reason });
		appendPlain(path, `${line}\n`);
	} catch {
		// A full disk, or no permission: `status` tries to write by itself.
	}
}

/**
 * What happened, in a sentence of our own, or the kind of the error: messages of Node and of JavaScript have the values in
 * them that they are about, such as the text that is not JSON, and a path.
 */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return 'Something that is no error was thrown.';
	const code = codeOf(error);
	if ('syscall' in error) return `The system refused it: ${code} (${String(error.syscall)}).`;
	if (code.startsWith('ERR_')) return `A value is not valid: ${code}.`;
	if (KINDS.some((kind) => error.name === kind.name)) return `It failed with a ${error.name}.`;
	return error.message;
}
/** Of errors that are no sentences of our own. */
const KINDS = [SyntaxError, TypeError, RangeError, ReferenceError, URIError, EvalError];

export function readFailures(path: string): Failures {
	try {
		const lines = [...linesOf(olderPath(path)), ...linesOf(path)];
		const last: unknown = lines.length > 0 ? parse(lines.at(-1)!) : null;
		return {
			count: lines.length,
			last: isObject(last) ? { at: textOf(last['at']), reason: textOf(last['reason']) } : null,
		};
	} catch (error) {
		const why = error instanceof SafeFileError ? error.message : codeOf(error);
		const reason = `The list of failures can’t be read: ${why}`;
		return { count: 1, last: { at: new Date().toISOString(), reason } };
	}
}

/** Called when the agent is connected anew. */
export function forgetFailures(path: string): void {
	rmSync(path, { force: true });
	rmSync(olderPath(path), { force: true });
}

const olderPath = (path: string): string => `${path}.older`;

function linesOf(path: string): string[] {
	try {
		const text = readWhole(path, READ_BYTES_MAX)?.toString() ?? '';
		return text.split('\n').filter((line) => line !== '');
	} catch (error) {
		if (codeOf(error) === 'ENOTDIR') return [];
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
