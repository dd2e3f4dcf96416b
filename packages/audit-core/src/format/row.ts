/**
 * The rows of one line of a file: usually one; none for a blank line; several when entries are merged into one
 * line (docs/format.md §5).
 */
import type { Row } from '../audit-log.ts';
import type { DamagedRow, DamageReason, Entry, EntryContent } from './entry.ts';
import { problemsOf } from './entry-problems.ts';
import { isBlank, mayBeMerged, splitMerged } from './merged-lines.ts';
import { LINE_BYTES_MAX, type ParseOptions } from './line.ts';
import { readLine, type ReadLine } from './read-line.ts';
import { makeRef } from './ref.ts';
import { isStatus, statusNamed } from './status.ts';
import { truncate, type Bounds } from './truncate.ts';
import { rawText } from './raw-text.ts';
import { utf16Line } from './utf16.ts';

/** How much of a damaged line a row has. */
export const DAMAGED_RAW_BYTES_MAX = 2_000;
/** How much of an oversize line is kept: enough for its ref, and for people to recognize it. */
const OVERSIZE_HEAD_BYTES = 4_096;

const SPACE = 0x20;
const LF = 0x0a;
/** The first byte of a byte order mark in UTF-8. */
const BYTE_ORDER_MARK_START = 0xef;

/** A line of a file, without its line end and without a byte order mark. */
export interface Line {
	/** Offset of its first byte in the file. */
	offset: number;
	/** The whole line, or its beginning when it is longer than `LINE_BYTES_MAX`. */
	bytes: Buffer;
	/** Length of the whole line, in bytes. */
	length: number;
	/** False for the last line of a file when no newline ends it (yet). */
	ended: boolean;
	/** Offset of the next line. */
	next: number;
	/** The whole entries in a line that is longer than `LINE_BYTES_MAX`: they follow damage. */
	entries?: EntryInLine[];
	/** It is a part of a file that is no lines of UTF-8 (docs/format.md §2), and `bytes` has it in UTF-8. */
	isUtf16?: true;
	/** It is known to be no entry, though entries may be merged into it. */
	isTorn?: true;
}

export interface EntryInLine {
	/** From the beginning of the line. */
	start: number;
	bytes: Buffer;
	/** As for the entries of merged lines. */
	doubtful: boolean;
}

/** A row's own bytes, parsed but not yet truncated for an answer. */
export interface RawRow {
	offset: number;
	bytes: Buffer;
	/** Length of the row on disk; `bytes` is shorter only for an oversize row. */
	length: number;
	parsed: ReadLine;
	recovered: boolean;
	doubtful: boolean;
}

/** True for a line that certainly is one row when it begins with this byte, unless entries are merged into it. */
export function beginsRow(byte: number): boolean {
	return byte > SPACE && byte !== BYTE_ORDER_MARK_START;
}

/** True for a line that is certainly one row, without parsing it. */
export function isOneRow({ bytes, length }: Line): boolean {
	return (
		length <= LINE_BYTES_MAX && bytes.length > 0 && beginsRow(bytes[0]!) && !mayBeMerged(bytes)
	);
}

const TORN: ReadLine = { damage: 'torn' };

export function rowsOf(line: Line, options?: ParseOptions): RawRow[] {
	if (line.length > LINE_BYTES_MAX) return rowsOfLong(line, options);
	const { offset, bytes, isUtf16 } = line;
	if (isBlank(bytes)) return [];
	const parsed = line.isTorn ? TORN : readLine(bytes, options);
	if ('object' in parsed || !mayBeMerged(bytes)) {
		return [plainRow(line, isUtf16 ? { ...parsed, isUtf16 } : parsed)];
	}
	return splitMerged(bytes).map(({ start, end, doubtful }) => ({
		offset: offset + start,
		bytes: bytes.subarray(start, end),
		length: end - start,
		parsed: readLine(bytes.subarray(start, end), options),
		recovered: start > 0,
		doubtful,
	}));
}

/** The entries that follow damage, and the damage before, between and behind them. */
function rowsOfLong(line: Line, options: ParseOptions | undefined): RawRow[] {
	const { offset, length, entries = [] } = line;
	const rows: RawRow[] = [];
	let at = 0;

	function addDamage(end: number): void {
		if (end === at) return;
		const head = at === 0 ? line.bytes.subarray(0, OVERSIZE_HEAD_BYTES) : Buffer.alloc(0);
		const bytes = Buffer.from(head.subarray(0, end - at));
		rows.push(plainRow({ offset: offset + at, bytes, length: end - at }, { damage: 'oversize' }));
	}

	for (const { start, bytes, doubtful } of entries) {
		addDamage(start);
		const parsed = readLine(bytes, options);
		const row = plainRow({ offset: offset + start, bytes, length: bytes.length }, parsed);
		rows.push({ ...row, recovered: start > 0, doubtful });
		at = start + bytes.length;
	}
	addDamage(length);
	return rows;
}

function plainRow(
	{ offset, bytes, length }: Pick<Line, 'offset' | 'bytes' | 'length'>,
	parsed: ReadLine,
): RawRow {
	return { offset, bytes, length, parsed, recovered: false, doubtful: false };
}

/** The row as it is returned to callers. */
export function toRow(raw: RawRow, position: number, bounds: Bounds): Row {
	const { parsed } = raw;
	return 'object' in parsed
		? { kind: 'entry', position, ...toEntry(raw, parsed, bounds) }
		: { kind: 'damaged', position, ...toDamaged(raw, parsed.damage) };
}

export type ReadEntry = Extract<ReadLine, { object: unknown }>;

export function toEntry(raw: RawRow, read: ReadEntry, bounds: Bounds): EntryContent {
	const { shape, isUtf16 } = read;
	const problems = problemsOf(read.object);
	const { object, textNumbers, clipped, tooDeep } = truncate(read.object, bounds);
	const status = statusNamed(read.object.status);
	if (tooDeep) problems.push('the entry is nested too deeply to be shown whole');
	if (raw.doubtful) problems.push('it may be a part of the torn line before it');
	return {
		ref: makeRef(raw.offset, raw.bytes),
		...(raw.recovered && { recovered: true }),
		...(raw.bytes.includes(LF) && { assembled: true }),
		...(isUtf16 && { encoding: 'utf-16' }),
		...(shape && { shape }),
		...(isStatus(status) && status !== read.object.status && { status }),
		...(textNumbers.length > 0 && { textNumbers }),
		...(clipped.length > 0 && { clipped }),
		...(problems.length > 0 ? { entry: object, problems } : { entry: object as Entry }),
	};
}

export function toDamaged(raw: RawRow, reason: DamageReason): Omit<DamagedRow, 'position'> {
	return {
		ref: makeRef(raw.offset, raw.bytes),
		reason,
		bytes: raw.length,
		...(raw.parsed.isUtf16 && { encoding: 'utf-16' }),
		raw: textOf(raw).slice(0, DAMAGED_RAW_BYTES_MAX),
	};
}

/** The bytes of a row as text for people. */
export function textOf({ bytes, parsed }: Pick<RawRow, 'bytes' | 'parsed'>): string {
	return (parsed.isUtf16 ? utf16Line(bytes) : null) ?? rawText(bytes);
}
