/**
 * How far each transcript was swept. An offset is kept with a hash of what stands before it: a file that was replaced is
 * read from its beginning. Nothing of a call is kept, and no path.
 */
import { makeOwnFolder } from '@tool-audit/safe-files';
import { createHash } from 'node:crypto';
import {
	closeSync,
	openSync,
	readFileSync,
	readSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../json.ts';
import { namesIn } from '../names-in.ts';
import { AGENT } from './agent.ts';

export interface Offset {
	/** In bytes; 0 for a file that was never swept, or is another one now. */
	read(): number;
	keep(offset: number): void;
}

/** So much of what stands before an offset is compared: a line has its time and a name of its own. */
const BEFORE_BYTES_MAX = 4_096;

/** The offset of the transcript at a path. `data` is the data folder. */
export function openOffset(data: string, transcript: string): Offset {
	const folder = folderOf(data);
	const path = join(folder, `${hashOf(transcript)}.json`);
	return {
		read() {
			const { offset, before } = readKept(path);
			const isOffset = typeof offset === 'number' && Number.isSafeInteger(offset) && offset > 0;
			return isOffset && hashBefore(transcript, offset) === before ? offset : 0;
		},
		keep(offset) {
			makeOwnFolder(folder);
			const kept = { offset, before: hashBefore(transcript, offset) };
			writeFileSync(path, JSON.stringify(kept), { mode: 0o600 });
		},
	};
}

/** Removes the offsets of transcripts that were not swept for this long: most are deleted. */
export function forgetOffsets(data: string, olderThanMs: number): void {
	const folder = folderOf(data);
	const before = Date.now() - olderThanMs;
	for (const name of namesIn(folder)) {
		const path = join(folder, name);
		const stat = statSync(path, { throwIfNoEntry: false });
		if (stat && stat.mtimeMs < before) rmSync(path, { force: true });
	}
}

function folderOf(data: string): string {
	return join(data, 'capture', 'offsets', AGENT);
}

function readKept(path: string): Record<string, unknown> {
	try {
		const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
		return isObject(kept) ? kept : {};
	} catch {
		return {};
	}
}

/** `null` when the file is shorter, or can't be read. */
function hashBefore(transcript: string, offset: number): string | null {
	const bytes = Buffer.alloc(Math.min(offset, BEFORE_BYTES_MAX));
	let fd: number;
	try {
		fd = openSync(transcript, 'r');
	} catch {
		return null;
	}
	try {
		const read = readSync(fd, bytes, 0, bytes.length, offset - bytes.length);
		return read === bytes.length ? hashOf(bytes) : null;
	} catch {
		return null;
	} finally {
		closeSync(fd);
	}
}

function hashOf(bytes: Buffer | string): string {
	return createHash('sha256').update(bytes).digest('hex');
}
