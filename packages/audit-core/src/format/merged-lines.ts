/**
 * Whole entries on a line that is not one (docs/format.md §5). A writer that was killed in mid-write leaves
 * a torn piece without a newline, and what the next writer appends ends up on the same line.
 *
 * An entry is looked for only where `{"ts"` begins, and only up to where the line ends or the next `{"ts"`
 * begins. Inside a string the quotes are escaped, so text can't forge that; and a line that is whole is
 * never searched. Only an object in the args of a torn line, torn exactly behind that object, looks the
 * same: where the torn piece was waiting for a value, the entry is given with that doubt.
 */
import { closeOf, endsBeforeValue } from './brackets.ts';
import { parseLine } from './line.ts';

export const ENTRY_START = Buffer.from('{"ts"');
/** A line made to be searched again and again is given up after this many times its length. */
const SEARCH_LENGTHS_MAX = 8;
/** What a line holds beyond these many entries stays one damaged row. */
const ENTRIES_MAX = 1_000;

export interface Piece {
	start: number;
	end: number;
	/** The entry stands where the torn piece before it was waiting for a value of its own. */
	doubtful: boolean;
}

/** True when another entry may begin inside the line. */
export function mayBeMerged(line: Buffer): boolean {
	return line.includes(ENTRY_START, 1);
}

/** The pieces of a line that does not parse whole: entries, and what is left between them. */
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

function isEntry(piece: Buffer): boolean {
	return 'object' in parseLine(piece);
}

/** Nothing but white space up to the line's end or to where the next entry begins. */
function endsAtBoundary(line: Buffer, end: number): boolean {
	const next = line.indexOf(ENTRY_START, end);
	return isBlank(line.subarray(end, next === -1 ? line.length : next));
}

export function isBlank(bytes: Uint8Array): boolean {
	return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a);
}
