import { LINE_BYTES_MAX } from '../../format/line.ts';
import type { Line } from '../../format/row.ts';
import type { DayReader } from './day-reader.ts';
import { layoutOf } from './layout.ts';
import { readLong, trimmed, withEntries } from './lines.ts';
import { readObjectsBackwards } from './object-table.ts';

const FIRST_CHUNK_BYTES = 32 * 1024;
const CHUNK_BYTES = 256 * 1024;
const LF = 0x0a;

/**
 * The lines of a file from an offset back to its beginning, last line first, in batches. The cost depends on the
 * lines that are taken, not on the length of the file.
 */
export async function* readLinesBackwards(
	file: DayReader,
	end = file.size,
): AsyncGenerator<Line[]> {
	const first = await file.read(
		Math.max(0, end - FIRST_CHUNK_BYTES),
		Math.min(end, FIRST_CHUNK_BYTES),
	);
	const isWhole = first.length === file.size;
	const layout = isWhole && layoutOf(first) === null ? null : await file.layout();
	if (layout) {
		yield* readObjectsBackwards(file, layout, end);
		return;
	}
	/** Pieces of the line whose beginning is not found yet, in file order; empty once it is too long. */
	let pieces: Buffer[] = [];
	let length = 0;
	let at = end;
	let ended = false;

	function keep(piece: Buffer): void {
		length += piece.length;
		if (length <= LINE_BYTES_MAX + 1) pieces.unshift(piece);
		else pieces = [];
	}

	async function take(start: number): Promise<Line> {
		if (length > LINE_BYTES_MAX + 1) return readLong(file, start);
		return trimmed({ offset: start, bytes: Buffer.concat(pieces), length, ended });
	}

	for (let size = FIRST_CHUNK_BYTES; at > 0; size = CHUNK_BYTES) {
		size = Math.min(size, at);
		at -= size;
		const chunk: Buffer = at + size === end ? first : await file.read(at, size);
		const lines: Line[] = [];
		for (let open = chunk.length; open > 0;) {
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
		if (lines.length > 0) yield await withEntries(file, lines);
	}
}
