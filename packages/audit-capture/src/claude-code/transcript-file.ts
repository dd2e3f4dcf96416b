/** A transcript file, line by line, in memory that does not grow with the file. */
import { codeOf } from '@tool-audit/safe-files';
import { open } from 'node:fs/promises';
import {
	readTranscriptLine,
	UNKNOWN,
	type TranscriptLine,
	type UnknownLine,
} from './transcript-line.ts';

export interface LineAt {
	line: TranscriptLine | UnknownLine;
	/** Where the line begins, in bytes, and where the next one does. */
	offset: number;
	next: number;
}

const CHUNK_BYTES = 1_048_576;
/** Images and whole files are in one line each. A longer line is not parsed. */
const LINE_BYTES_MAX = 67_108_864;
const LF = 0x0a;

/**
 * The lines from an offset on that tell of calls, or that can't be read. The last line counts when its newline is there.
 * Returns the offset behind the last line. A file that does not exist has no lines.
 */
export async function* readTranscript(
	path: string,
	from: number,
	signal?: AbortSignal,
): AsyncGenerator<LineAt, number> {
	await using file = await open(path).catch(noneIfMissing);
	if (!file || !(await file.stat()).isFile()) return from;
	let start = from;
	let head: Buffer[] = [];
	let headBytes = 0;
	for (let at = from; ;) {
		signal?.throwIfAborted();
		const { buffer, bytesRead } = await file.read(
			Buffer.allocUnsafe(CHUNK_BYTES),
			0,
			CHUNK_BYTES,
			at,
		);
		if (bytesRead === 0) return start;
		at += bytesRead;
		const chunk = buffer.subarray(0, bytesRead);
		let lineStart = 0;
		for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, lineStart)) {
			const rest = chunk.subarray(lineStart, end);
			const isLong = headBytes + rest.length > LINE_BYTES_MAX;
			const bytes = headBytes === 0 ? rest : Buffer.concat([...head, rest]);
			const next = start + headBytes + rest.length + 1;
			const line = isLong ? UNKNOWN : readTranscriptLine(bytes);
			if (line !== null) yield { line, offset: start, next };
			start = next;
			lineStart = end + 1;
			[head, headBytes] = [[], 0];
		}
		const rest = chunk.subarray(lineStart);
		headBytes += rest.length;
		// Of a line that is too long only the length is needed.
		if (headBytes > LINE_BYTES_MAX) head = [];
		else if (rest.length > 0) head.push(rest);
	}
}

function noneIfMissing(error: unknown): null {
	if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
	throw error;
}
