/**
 * Complete entries within a line that is not one (docs/format.md §5). A writer that was killed during a write
 * leaves an incomplete line without a newline, and the next writer appends to the same line.
 *
 * An entry starts only at `{"ts"`, and must end at the end of the line or before the next `{"ts"`. Inside a string
 * the quotes are escaped, so text can't contain these bytes, and a complete line is never searched. Only an object
 * in the args of a line that was torn directly after that object looks the same. When the torn part expected a
 * value at that place, the entry is marked as doubtful.
 */
import { closeOf, endsBeforeValue } from './brackets.ts';
import { parseLine } from './line.ts';

export const ENTRY_START = Buffer.from('{"ts"');
/** The search of a line ends after reading this many times its length, which a hostile line could reach. */
export const SEARCH_LENGTHS_MAX = 8;
/** What follows this many entries on a line stays one damaged row. */
export const ENTRIES_MAX = 1_000;

export interface Piece {
	start: number;
	end: number;
	/** The torn piece before the entry expected a value at this place. */
	doubtful: boolean;
}

/** True when another entry may begin inside the line. */
export function mayBeMerged(line: Buffer): boolean {
	return line.includes(ENTRY_START, 1);
}

/** The pieces of a line that is not one JSON object: entries, and what is left between them. */
export function splitMerged(line: Buffer): Piece[] {
	const pieces: Piece[] = [];
	let end = 0;
	for (const entry of findEntries(line)) {
		const between = line.subarray(end, entry.start);
		const torn = !isBlank(between);
		if (torn) pieces.push({ start: end, end: entry.start, doubtful: false });
		pieces.push({ ...entry, doubtful: torn && endsBeforeValue(between) });
		end = entry.end;
	}
	if (!isBlank(line.subarray(end))) pieces.push({ start: end, end: line.length, doubtful: false });
	return pieces;
}

function findEntries(line: Buffer): { start: number; end: number }[] {
	const entries: { start: number; end: number }[] = [];
	let budget = line.length * SEARCH_LENGTHS_MAX;
	let start = line.indexOf(ENTRY_START);
	while (start !== -1 && budget > 0 && entries.length < ENTRIES_MAX) {
		const end = closeOf(line, start);
		budget -= (end ?? line.length) - start;
		const whole = end !== null && endsAtBoundary(line, end) && isEntry(line.subarray(start, end));
		if (whole) entries.push({ start, end });
		start = line.indexOf(ENTRY_START, whole ? end : start + 1);
	}
	return entries;
}

export function isEntry(piece: Buffer): boolean {
	return 'object' in parseLine(piece);
}

/** True when only white space follows, up to the end of the line or the next entry. */
function endsAtBoundary(line: Buffer, end: number): boolean {
	const next = line.indexOf(ENTRY_START, end);
	return isBlank(line.subarray(end, next === -1 ? line.length : next));
}

/** White space alone. A newline in UTF-16 leaves a single zero byte to the next line. */
export function isBlank(bytes: Uint8Array): boolean {
	if (bytes.length <= BLANK_UTF16_BYTES_MAX && bytes.includes(0)) {
		// In UTF-16 every second byte of white space is zero, and no other.
		return bytes.every((byte, at) => (byte === 0 ? bytes[at + 1] !== 0 : isSpace(byte)));
	}
	return bytes.every(isSpace);
}

/** A blank line of Windows in UTF-16, with a byte of the line end before it. */
const BLANK_UTF16_BYTES_MAX = 3;

export function isSpace(byte: number): boolean {
	return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a;
}
