/**
 * The objects of a file that is a list, or whose objects are written over lines, and the lines of a file in UTF-16
 * (docs/format.md §2). Each is passed on as a line of UTF-8.
 *
 * The structure is read strictly, so that an object which was torn ends where the next one begins. It never runs over a
 * line that is itself an entry, over more than 1,000 lines, or over more bytes than a line may have.
 */
import { BYTE_ORDER_MARK, hasMarkAt } from '../../format/byte-order-mark.ts';
import { closeOf } from '../../format/brackets.ts';
import { LINE_BYTES_MAX, parseLine } from '../../format/line.ts';
import { ENTRY_START } from '../../format/merged-lines.ts';
import type { Line } from '../../format/row.ts';
import { swapped } from '../../format/utf16.ts';
import type { Layout } from './layout.ts';
import { endOfObject, isWordByte } from './object-end.ts';
import { beginsLineInUtf8, lineInUtf8From, UTF8_HEAD_BYTES } from './utf8-lines.ts';
import { PAUSE, type Range, type Visit } from './visit.ts';

const WINDOW_BYTES_MIN = 256 * 1024;
/** The longest object in UTF-16, or in UTF-8 with as much behind it as tells whether it has ended. */
const WINDOW_BYTES_MAX = 2 * LINE_BYTES_MAX + 4 * UTF8_HEAD_BYTES;
/** After so many rows other work may run. */
const TURN_ROWS = 256;
const [LF, SPACE, COMMA] = [0x0a, 0x20, 0x2c];
const [OPEN_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x5b, 0x5d];
/** Torn objects are read again from a place within them until so many times the length of the window was read. */
const READ_LENGTHS_MAX = 8;
/** Columns behind this one are alike. */
const COLUMN_MAX = 4096;
/** In place of any code unit that is not ASCII. */
const OTHER_UNIT = 0x80;

/** Where a row is, in units of its part of the window. */
interface Piece {
	start: number;
	end: number;
	/** Where the search for the next one begins. */
	next: number;
	/** False for the last one of a file that may go on. */
	ended: boolean;
	isTorn?: true;
}

/** What was done for one window: reading objects again that turned out to be torn has a bound. */
interface Search {
	readBytes: number;
	readBytesMax: number;
	/** Lines of the part that were looked at, by their first unit: whether each is an entry. */
	entryLines: Map<number, boolean | null>;
	/** In which column of its line the first unit is. */
	column: number;
}

/**
 * Passes on the rows that begin in the range, in order, and returns the offset after the last one that has ended. A row
 * that may go on is passed on to `rest`.
 */
export function* visitObjects(
	{ from, to, size, layout }: Range & { layout: Layout },
	onLine: (line: Line) => void,
	onRest?: (line: Line) => void,
): Visit<number> {
	let window = Buffer.allocUnsafe(WINDOW_BYTES_MIN);
	/** Of the window: its offset in the file, its bytes, those of them that are known not to begin a row. */
	let [offset, filled, at] = [from, 0, 0];
	/** Where the present part of the window begins, and in which column of its line. */
	let base = 0;
	let column = layout.isJoined ? yield* columnAt(from, layout.encoding) : 0;
	let covered = from;
	/** A row was passed on that may go on: what follows it may become a part of it. */
	let isOpen = false;

	/** Reads more behind the bytes of the window that are still needed. False at the end of the file. */
	function* readMore(): Visit<boolean> {
		if (at > 0) {
			window.copy(window, 0, at, filled);
			[offset, filled, at] = [offset + at, filled - at, 0];
		}
		base = 0;
		if (filled === window.length) {
			const larger = Buffer.allocUnsafe(Math.min(WINDOW_BYTES_MAX, window.length * 2));
			window.copy(larger, 0, 0, filled);
			window = larger;
		}
		const into = window.subarray(filled, Math.min(window.length, size - offset));
		if (into.length === 0) return false;
		const bytesRead = yield { into, at: offset + filled };
		filled += bytesRead;
		return bytesRead > 0;
	}

	const search: Search = { readBytes: 0, readBytesMax: 0, entryLines: new Map(), column: 0 };
	for (let isLast = false; ;) {
		search.readBytes = 0;
		search.readBytesMax = READ_LENGTHS_MAX * filled;
		for (let isPartLast = false; !isPartLast;) {
			const part = partOf(window.subarray(0, filled), { base, at, isLast }, layout);
			const { units, unitBytes, end: partEnd } = part;
			isPartLast = !part.isClosed;
			search.entryLines.clear();
			search.column = column;
			let unit = (at - base) / unitBytes;
			for (let rows = 1; ; rows++) {
				if (rows % TURN_ROWS === 0 && (yield PAUSE) === 0) return covered;
				const piece = part.isJoined
					? nextObject(units, unit, part.isClosed || isLast, search)
					: nextLine(units, unit, part.isClosed || isLast);
				if (piece === null) break;
				unit = piece.next;
				at = base + unit * unitBytes;
				const [start, end] = [base + piece.start * unitBytes, base + piece.end * unitBytes];
				if (offset + start >= to) return covered;
				const ended: boolean = part.isClosed || (piece.ended && !isOpen);
				isOpen = !ended;
				// Copied, because the window is used again.
				const line = lineOf(Buffer.from(window.subarray(start, end)), layout, {
					...{ offset: offset + start, ended, next: offset + at },
					...(piece.isTorn && { isTorn: true }),
				});
				if (ended) {
					onLine(line);
					covered = offset + at;
				} else onRest?.(line);
			}
			column = part.isClosed ? 0 : columnOf(units, unit, column);
			if (part.isClosed) base = at = partEnd;
		}
		if (isLast || (yield PAUSE) === 0) return covered;
		isLast = !(yield* readMore());
	}
}

/** A part of the window that is written in one way. */
interface Part {
	units: Buffer;
	unitBytes: number;
	isJoined: boolean;
	/** Where it ends in the window. */
	end: number;
	/** It is known to end there, whatever follows. */
	isClosed: boolean;
}

/** The part from `base` on, of which everything before `at` is done. In a file in UTF-16 lines of UTF-8 are parts of their own. */
function partOf(
	bytes: Buffer,
	{ base, at, isLast }: { base: number; at: number; isLast: boolean },
	{ encoding, isJoined }: Layout,
): Part {
	const { length } = bytes;
	if (encoding === 'utf-8') {
		return { units: bytes, unitBytes: 1, isJoined, end: length, isClosed: false };
	}
	const line = lineInUtf8From(bytes, at);
	if (line === at) {
		const newline = bytes.indexOf(LF, at);
		const end = newline === -1 ? length : newline + 1;
		const units = bytes.subarray(base, end);
		return { units, unitBytes: 1, isJoined: false, end, isClosed: newline !== -1 };
	}
	// A line that begins at the end of the window is only known by what follows.
	const rest = isLast ? length : Math.max(at, length - UTF8_HEAD_BYTES);
	const end = line === -1 ? rest : line;
	const units = narrowed(bytes.subarray(base, end), encoding);
	return { units, unitBytes: 2, isJoined, end, isClosed: line !== -1 };
}

/** The bytes of a row as a line of UTF-8. */
export function lineOf(
	bytes: Buffer,
	{ encoding }: Layout,
	row: Pick<Line, 'offset' | 'ended' | 'next' | 'isTorn'>,
): Line {
	const { length } = bytes;
	if (encoding === 'utf-8' || beginsLineInUtf8(bytes)) return { ...row, bytes, length };
	return { ...row, bytes: textBytes(bytes, encoding), length, isUtf16: true };
}

/** Each code unit as one byte: the structure of JSON is ASCII. */
function narrowed(bytes: Buffer, encoding: Layout['encoding']): Buffer {
	if (encoding === 'utf-8') return bytes;
	const [low, high] = encoding === 'utf-16le' ? [0, 1] : [1, 0];
	const units = Buffer.allocUnsafe(bytes.length >> 1);
	for (let at = 0; at < units.length; at++) {
		const [unit, rest] = [bytes[2 * at + low]!, bytes[2 * at + high]!];
		units[at] =
			rest === 0 && unit < OTHER_UNIT ? unit : rest === 0xfe && unit === 0xff ? SPACE : OTHER_UNIT;
	}
	return units;
}

function textBytes(bytes: Buffer, encoding: Layout['encoding']): Buffer {
	const littleEndian = encoding === 'utf-16le' ? bytes : swapped(bytes);
	// A byte order mark is white space here; each program that appends may have left one.
	return Buffer.from(littleEndian.toString('utf16le').trim());
}

/** The line at `from`; `null` when it does not end in these units and the file may go on. */
function nextLine(units: Buffer, from: number, isLast: boolean): Piece | null {
	const newline = units.indexOf(LF, from);
	if (newline !== -1) return { start: from, end: newline, next: newline + 1, ended: true };
	return lastPiece(units, from, isLast);
}

/** What has not ended at the end of these units: nothing yet if more follows, unless it is too long to be held. */
function lastPiece(units: Buffer, start: number, isLast: boolean): Piece | null {
	const isTooLong = units.length - start > LINE_BYTES_MAX;
	if (start === units.length || (!isLast && !isTooLong)) return null;
	return { start, end: units.length, next: units.length, ended: isTooLong };
}

/** The next object from `from` on, or what stands in its place; `null` when these units don't tell it. */
function nextObject(units: Buffer, from: number, isLast: boolean, search: Search): Piece | null {
	const start = endOfSeparators(units, from);
	if (start === units.length) return null;
	if (units[start] !== OPEN_OBJECT) {
		const scalarEnd = endOfScalar(units, start);
		if (scalarEnd !== null) return { start, end: scalarEnd, next: scalarEnd, ended: true };
		const end = units.indexOf(LF, start);
		return end === -1 ? lastPiece(units, start, isLast) : { start, end, next: end, ended: true };
	}
	const { kind, end } = endOfObject(units, start, (line) =>
		isEntryLine(units, line, isLast, search),
	);
	if (kind === 'closed') return { start, end, next: end, ended: true };
	const isShort = units.length - start <= LINE_BYTES_MAX;
	const mayGoOn = kind === 'open' && isShort;
	if (mayGoOn && !isLast) return null;
	search.readBytes += end - start;
	const isSpent = search.readBytes > search.readBytesMax;
	const tornEnd = endOfTorn(
		units,
		isSpent ? Math.max(start, units.lastIndexOf(LF, end - 1)) : start,
		{
			depth: columnOf(units, start, search.column),
			last: start + LINE_BYTES_MAX,
			isOwn: (line) => line >= end && isEntryLine(units, line, isLast, search) === true,
		},
	);
	// An object with a mistake in it ends at its own brace, if an item of a list may end there.
	const close = kind === 'broken' ? closeOf(units.subarray(0, tornEnd), start) : null;
	if (close !== null && close < units.length && endsItem(units, close)) {
		return { start, end: close, next: close, ended: true, isTorn: true };
	}
	if (tornEnd === units.length && isShort && !isLast) return null;
	// What follows decides about it, as long as nothing does.
	const ended = !mayGoOn && (tornEnd < units.length || !isShort);
	const isWhole = mayGoOn && tornEnd === units.length;
	return { start, end: tornEnd, next: tornEnd, ended, ...(!isWhole && { isTorn: true }) };
}

/** The end of a number or word among the items of a list on one line: it hides none of those behind it. */
function endOfScalar(units: Buffer, start: number): number | null {
	let end = start;
	while (isWordByte(units[end] ?? 0)) end++;
	const next = units[endOfBlank(units, end)];
	return end > start && (next === COMMA || next === CLOSE_LIST) ? end : null;
}

/** White space, commas and the brackets of lists stand between objects, and byte order marks between joined files. */
function endOfSeparators(units: Buffer, from: number): number {
	let at = from;
	for (; at < units.length; at++) {
		const unit = units[at]!;
		if (unit <= 0x20 && unit !== 0) continue;
		if (unit === COMMA || unit === OPEN_LIST || unit === CLOSE_LIST) continue;
		if (!hasMarkAt(units, at)) break;
		at += BYTE_ORDER_MARK.length - 1;
	}
	return at;
}

/**
 * Where a torn object ends: before the next line on which an object begins at its own depth or above, or which is an entry.
 */
function endOfTorn(
	units: Buffer,
	from: number,
	{ depth, last, isOwn }: { depth: number; last: number; isOwn: (line: number) => boolean },
): number {
	let newline = units.indexOf(LF, from);
	for (; newline !== -1 && newline < last; newline = units.indexOf(LF, newline + 1)) {
		const first = endOfBlank(units, newline + 1);
		const isNext = units[first] === OPEN_OBJECT && first - newline - 1 <= depth;
		if (isNext || isOwn(first)) return newline;
	}
	return newline === -1 ? units.length : newline;
}

/** True where a comma, the end of the list or of the line follows. */
function endsItem(units: Buffer, end: number): boolean {
	const next = units[endOfBlank(units, end)];
	return next === undefined || next === COMMA || next === CLOSE_LIST || next === LF;
}

/** The column of a unit in its line, up to a bound. `first` is that of the first unit. */
function columnOf(units: Buffer, at: number, first: number): number {
	const newline = at === 0 ? -1 : units.lastIndexOf(LF, at - 1);
	return Math.min(COLUMN_MAX, newline === -1 ? at + first : at - newline - 1);
}

/** The column of the unit at an offset, which rows behind it depend on wherever the reading begins. */
function* columnAt(offset: number, encoding: Layout['encoding']): Visit<number> {
	const unitBytes = encoding === 'utf-8' ? 1 : 2;
	const length = Math.min(COLUMN_MAX, Math.floor(offset / unitBytes)) * unitBytes;
	const before = Buffer.alloc(length);
	for (let filled = 0; filled < length;) {
		const into = before.subarray(filled);
		const bytesRead = yield { into, at: offset - length + filled };
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return columnOf(narrowed(before, encoding), length / unitBytes, 0);
}

function endOfBlank(units: Buffer, from: number): number {
	let at = from;
	while (units[at] === 0x20 || units[at] === 0x09 || units[at] === 0x0d) at++;
	return at;
}

/** Whether an entry begins here and ends with its line; `null` when the end of the line is not there yet. */
function isEntryLine(
	units: Buffer,
	start: number,
	isLast: boolean,
	search: Search,
): boolean | null {
	if (!units.subarray(start, start + ENTRY_START.length).equals(ENTRY_START)) return false;
	const known = search.entryLines.get(start);
	if (known !== undefined) return known;
	const newline = units.indexOf(LF, start);
	if (newline === -1) return isLast ? false : null;
	const text = units.toString('latin1', start, newline).trimEnd().replace(/,$/, '');
	// Other characters are not its structure.
	const isEntry = 'object' in parseLine(Buffer.from(text.replace(/[^\0-\x7f]/g, '?')));
	search.entryLines.set(start, isEntry);
	return isEntry;
}
