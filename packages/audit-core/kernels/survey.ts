/** Counts the rows of lines, and marks one in every so many: the checkpoints of an index. */
import { bitsOf64, isEntryStart, isOdd, LF, oddIn, OPEN_OBJECT, SPACE } from './bytes';

const CHECKPOINT_ROWS: u32 = 128;
/** Also written down in survey.ts of the scan, which goes on from a line that is not counted here. */
const CHECKPOINT_BYTES: usize = 1024 * 1024;
const MARKS_MAX: u32 = 4096;
/** The first byte of a byte order mark. */
const BYTE_ORDER_MARK_START: u8 = 0xef;

/** Marked lines: the number of rows before each, and where it begins. */
export const MARKS: usize = memory.data(8 * 4096);
/** How many of them there are since the last call. */
export let marks: u32 = 0;
/** Rows since the last call. */
export let rows: u32 = 0;
/** Lines since the last call that don't begin like those of a recorder. */
export let foreign: u32 = 0;
/** Places in these lines where any text may be. */
export let odd: u32 = 0;
let nextRow: u32 = 0;
let nextMark: usize = 0;

/** `row` and `mark`: the number of rows, and the place, from which on the next line is marked. */
export function beginCount(row: u32, mark: usize): void {
	rows = marks = foreign = odd = 0;
	nextRow = row;
	nextMark = mark;
}

/** Marks a line if it is its turn. False when there is no room for that. */
export function markLine(line: usize): bool {
	if (rows < nextRow && line < nextMark) return true;
	if (marks == MARKS_MAX) return false;
	const mark = MARKS + 8 * marks++;
	store<u32>(mark, rows);
	store<u32>(mark, <u32>line, 4);
	nextRow = rows + CHECKPOINT_ROWS;
	nextMark = line + CHECKPOINT_BYTES;
	return true;
}

/** Counts a line that is one row. */
export function countLine(line: usize): void {
	rows++;
	if (load<u8>(line) != OPEN_OBJECT || !isEntryStart(line)) foreign++;
}

/** True for a line that is one row, if nothing is merged into it. */
function beginsRow(line: usize): bool {
	const first = load<u8>(line);
	return first > SPACE && first != BYTE_ORDER_MARK_START;
}

/**
 * Counts lines up to `end`, or up to one that may be no row or several, because it is blank or an entry is merged into it.
 * Returns where that line begins.
 */
export function survey(from: usize, end: usize, row: u32, mark: usize): usize {
	return count<i32>(from, end, row, mark);
}

/** The same, and counts the places where any text may be. It takes half as long again. */
export function surveyOdd(from: usize, end: usize, row: u32, mark: usize): usize {
	return count<bool>(from, end, row, mark);
}

/** `Odd` is a boolean if such places are counted. */
function count<Odd>(from: usize, end: usize, row: u32, mark: usize): usize {
	beginCount(row, mark);
	let line = from;
	let oddInLine: u32 = 0;
	if (!markLine(line) || !beginsRow(line)) return line;
	for (let at = from; at < end; at += 64) {
		let bits = bitsOf64(
			signsAt<Odd>(at),
			signsAt<Odd>(at + 16),
			signsAt<Odd>(at + 32),
			signsAt<Odd>(at + 48),
		);
		while (bits != 0) {
			const place = at + <usize>ctz<u64>(bits);
			bits &= bits - 1;
			if (place >= end) break;
			const byte = load<u8>(place);
			if (byte == LF) {
				countLine(line);
				odd += oddInLine;
				oddInLine = 0;
				line = place + 1;
				if (line < end && (!markLine(line) || !beginsRow(line))) return line;
			} else if (byte == OPEN_OBJECT) {
				if (place != line && isEntryStart(place)) return line;
			} else if (isOdd(place)) {
				oddInLine++;
			}
		}
	}
	return end;
}

function signsAt<Odd>(at: usize): v128 {
	const bytes = v128.load(at);
	const signs = v128.or(
		i8x16.eq(bytes, i8x16.splat(LF)),
		i8x16.eq(bytes, i8x16.splat(OPEN_OBJECT)),
	);
	return isBoolean<Odd>() ? v128.or(signs, oddIn(bytes, v128.load(at, 1))) : signs;
}
