/**
 * The rows of one line of a file: usually one; none for a blank line; several when entries are merged into one
 * line (docs/format.md §5).
 */
import type { Row } from '../audit-log.ts';
import type { DamagedRow, DamageReason, Entry, EntryContent } from './entry.ts';
import { problemsOf } from './entry-problems.ts';
import { isBlank, mayBeMerged, splitMerged } from './merged-lines.ts';
import { LINE_BYTES_MAX, parseLine, type ParsedLine, type ParseOptions } from './line.ts';
import type { ParsedObject } from './numbers.ts';
import { makeRef } from './ref.ts';
import { truncate, type Bounds } from './truncate.ts';
import { rawText } from './raw-text.ts';

/** How much of a damaged line a row has. */
export const DAMAGED_RAW_BYTES_MAX = 2_000;
/** How much of an oversize line is kept: enough for its ref, and for people to recognize it. */
const OVERSIZE_HEAD_BYTES = 4_096;

const SPACE = 0x20;

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
}

/** A row's own bytes, parsed but not yet truncated for an answer. */
export interface RawRow {
	offset: number;
	bytes: Buffer;
	/** Length of the row on disk; `bytes` is shorter only for an oversize row. */
	length: number;
	parsed: ParsedLine;
	recovered: boolean;
	doubtful: boolean;
}

/** True for a line that is certainly one row, without parsing it. */
export function isOneRow({ bytes, length }: Line): boolean {
	return length <= LINE_BYTES_MAX && bytes.length > 0 && bytes[0]! > SPACE && !mayBeMerged(bytes);
}

export function rowsOf(line: Line, options?: ParseOptions): RawRow[] {
	const { offset, bytes, length } = line;
	if (length > LINE_BYTES_MAX) {
		const head = Buffer.from(bytes.subarray(0, OVERSIZE_HEAD_BYTES));
		return [plainRow({ ...line, bytes: head }, { damage: 'oversize' })];
	}
	if (isBlank(bytes)) return [];
	const parsed = parseLine(bytes, options);
	if ('object' in parsed || !mayBeMerged(bytes)) return [plainRow(line, parsed)];
	return splitMerged(bytes).map(({ start, end, doubtful }) => ({
		offset: offset + start,
		bytes: bytes.subarray(start, end),
		length: end - start,
		parsed: parseLine(bytes.subarray(start, end), options),
		recovered: start > 0,
		doubtful,
	}));
}

function plainRow({ offset, bytes, length }: Line, parsed: ParsedLine): RawRow {
	return { offset, bytes, length, parsed, recovered: false, doubtful: false };
}

/** The row as it is returned to callers. */
export function toRow(raw: RawRow, position: number, bounds: Bounds): Row {
	const { parsed } = raw;
	return 'object' in parsed
		? { kind: 'entry', position, ...toEntry(raw, parsed.object, bounds) }
		: { kind: 'damaged', position, ...toDamaged(raw, parsed.damage) };
}

export function toEntry(raw: RawRow, parsed: ParsedObject, bounds: Bounds): EntryContent {
	const problems = problemsOf(parsed);
	const { object, textNumbers, clipped, tooDeep } = truncate(parsed, bounds);
	if (tooDeep) problems.push('the entry is nested too deeply to be shown whole');
	if (raw.doubtful) problems.push('it may be a part of the torn line before it');
	return {
		ref: makeRef(raw.offset, raw.bytes),
		...(raw.recovered && { recovered: true }),
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
		raw: rawText(raw.bytes.subarray(0, DAMAGED_RAW_BYTES_MAX)),
	};
}
