import type { FileHandle } from 'node:fs/promises';
import { LINE_BYTES_MAX } from '../format/line.ts';
import type { Line } from '../format/row.ts';
import { trimmed } from './lines.ts';

const FIRST_CHUNK_BYTES = 32 * 1024;
const CHUNK_BYTES = 256 * 1024;
const HEAD_BYTES = 4 * 1024;
const LF = 0x0a;

/**
 * The lines of a file from the end of a line back to the file's beginning, last line first, some at a time.
 * Costs what is taken from it, however long the file is.
 */
export async function* readLinesBackwards(file: FileHandle, end: number): AsyncGenerator<Line[]> {
	/** Pieces of the line whose beginning is not found yet, in file order. */
	let pieces: Buffer[] = [];
	let length = 0;
	let at = end;
	let ended = false;

	async function take(start: number): Promise<Line> {
		const whole = length <= LINE_BYTES_MAX + 1;
		const bytes = whole ? Buffer.concat(pieces) : await readAt(file, start, HEAD_BYTES);
		return trimmed({ offset: start, bytes, length, ended });
	}

	function keep(piece: Buffer): void {
		length += piece.length;
		if (length <= LINE_BYTES_MAX + 1) pieces.unshift(piece);
		else pieces = [];
	}

	for (let size = FIRST_CHUNK_BYTES; at > 0; size = CHUNK_BYTES) {
		const chunk = await readAt(file, Math.max(0, at - size), Math.min(size, at));
		at = Math.max(0, at - size);
		const lines: Line[] = [];
		let open = chunk.length;
		while (open > 0) {
			const newline = chunk.lastIndexOf(LF, open - 1);
			keep(chunk.subarray(newline + 1, open));
			if (newline === -1) break;
			if (length > 0) lines.push(await take(at + newline + 1));
			pieces = [];
			length = 0;
			ended = true;
			open = newline;
		}
		if (at === 0 && length > 0) lines.push(await take(0));
		if (lines.length > 0) yield lines;
	}
}

async function readAt(file: FileHandle, offset: number, size: number): Promise<Buffer> {
	const bytes = Buffer.allocUnsafe(size);
	let filled = 0;
	while (filled < size) {
		const { bytesRead } = await file.read(bytes, filled, size - filled, offset + filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return bytes.subarray(0, filled);
}
