import type { Row, TailEvent } from '../../audit-log.ts';
import { crc32 } from '../../format/crc32.ts';
import { rowsOf, toRow, type Line, type RawRow } from '../../format/row.ts';
import { PAGE_BOUNDS } from '../../format/truncate.ts';
import { openDayReader, type DayReader, type WantedDay } from '../io/day-reader.ts';
import type { Engine } from '../index/engine.ts';
import { lineIndex } from '../index/line-index.ts';
import { readLines } from '../io/lines.ts';
import { lineStartBefore } from '../io/rows.ts';
import { reasonOf } from '../io/unreadable.ts';
import { createWalker } from '../index/walker.ts';
import { fileNumber, type DayCursor } from './cursor.ts';

const BATCH_ROWS = 500;
const BATCH_BYTES = 1024 * 1024;
const BEFORE_BYTES = 64;
const SEARCH_BYTES = 256 * 1024;
const LF = 0x0a;

export interface TailRow {
	row: Row;
	/** The complete row, for filters: `row` is truncated. */
	raw: RawRow;
}

/**
 * How far each file is read in one check, by its identity. All listeners stop there, so that listeners at
 * different offsets reach the same one, and what follows is read once for all of them.
 */
export type Ends = Map<string, number>;

/** How a file has changed after a cursor. */
export type Appended =
	| { kind: 'nothing' }
	| { kind: 'reset'; reason: 'truncated' | 'replaced'; dayCursor: DayCursor }
	| AppendedRows;

export interface AppendedRows {
	kind: 'rows';
	rows: TailRow[];
	dayCursor: DayCursor;
	/** True when there may be more rows. */
	isFull: boolean;
	/**
	 * The events created from it, by cursor and filter: listeners with the same cursor and filter get the same event
	 * object, so that it is serialized once for all of them.
	 */
	events: Map<string, RowsEvent>;
}

export type RowsEvent = Extract<TailEvent, { type: 'rows' }>;

const NOTHING: Appended = { kind: 'nothing' };

interface Reading {
	ends: Ends;
	signal: AbortSignal;
}

/** The complete lines of a file after a cursor, in batches. */
export async function readAppended(
	engine: Engine,
	user: string,
	dayCursor: DayCursor,
	reading: Reading,
): Promise<Appended> {
	const { day } = dayCursor;
	return orIfUnreadable({ user, day }, NOTHING, () =>
		readReadable(engine, user, dayCursor, reading),
	);
}

async function readReadable(
	engine: Engine,
	user: string,
	dayCursor: DayCursor,
	{ ends, signal }: Reading,
): Promise<Appended> {
	await using file = await openDayReader(engine.home, { user, day: dayCursor.day, signal });
	if (!file) return NOTHING;
	const end = ends.get(file.identity) ?? file.size;
	ends.set(file.identity, end);
	const isFirst = dayCursor.file === 0;
	const reason = isFirst ? null : await whyReset(file, dayCursor);
	const start = { ...startOf(dayCursor.day), file: fileNumber(file.identity) };
	if (reason) return { kind: 'reset', reason, dayCursor: start };
	const from = isFirst ? start : dayCursor;
	if (!(await hasNewline(file, from.offset))) return NOTHING;
	// Awaited here, because the file closes when the function returns.
	return await readBatch(engine, file, from, end);
}

/** The cursor after the last complete line of a day. */
export async function endOfDay(engine: Engine, user: string, day: string): Promise<DayCursor> {
	return orIfUnreadable({ user, day }, startOf(day), async () => {
		await using file = await openDayReader(engine.home, { user, day });
		if (!file) return startOf(day);
		return await cursorAt(file, await lineStartBefore(file, file.size));
	});
}

/** A day that can't be read counts as missing: it may become readable, and must not stop the others. */
async function orIfUnreadable<T>(
	{ user, day }: Pick<WantedDay, 'user' | 'day'>,
	missing: T,
	read: () => Promise<T>,
): Promise<T> {
	try {
		return await read();
	} catch (error) {
		// Throws an error that is not about the day.
		reasonOf(error, user, day);
		return missing;
	}
}

/** The cursor before the first row of a day, which may have no file yet. */
export function startOf(day: string): DayCursor {
	return { day, offset: 0, file: 0, before: 0, position: 0 };
}

async function cursorAt(file: DayReader, offset: number): Promise<DayCursor> {
	const before = await checksumBefore(file, offset);
	return { day: file.day, offset, file: fileNumber(file.identity), before };
}

async function whyReset(
	file: DayReader,
	dayCursor: DayCursor,
): Promise<'truncated' | 'replaced' | null> {
	if (fileNumber(file.identity) !== dayCursor.file) return 'replaced';
	if (file.size < dayCursor.offset) return 'truncated';
	return (await checksumBefore(file, dayCursor.offset)) === dayCursor.before ? null : 'replaced';
}

async function checksumBefore(file: DayReader, offset: number): Promise<number> {
	const length = Math.min(BEFORE_BYTES, offset);
	return length === 0 ? 0 : crc32(await file.read(offset - length, length));
}

async function hasNewline(file: DayReader, from: number): Promise<boolean> {
	if (await file.layout()) return true;
	for (let at = from; at < file.size; at += SEARCH_BYTES) {
		if ((await file.read(at, SEARCH_BYTES)).includes(LF)) return true;
	}
	return false;
}

async function readBatch(
	engine: Engine,
	file: DayReader,
	from: DayCursor,
	end: number,
): Promise<Appended> {
	const rows: TailRow[] = [];
	let { offset, position = await positionOf(engine, file, offset) } = from;
	let bytes = 0;
	let isFull = false;
	for await (const line of endedLines(file, offset)) {
		if (line.next > end) break;
		const added = tailRowsOf(line, position);
		rows.push(...added);
		position += added.length;
		offset = line.next;
		bytes += line.bytes.length;
		isFull = rows.length >= BATCH_ROWS || bytes >= BATCH_BYTES;
		if (isFull) break;
	}
	if (offset === from.offset) return NOTHING;
	const dayCursor = { ...(await cursorAt(file, offset)), position };
	return { kind: 'rows', rows, dayCursor, isFull, events: new Map() };
}

function tailRowsOf(line: Line, position: number): TailRow[] {
	return rowsOf(line).map((raw, at) => ({ row: toRow(raw, position + at, PAGE_BOUNDS), raw }));
}

async function* endedLines(file: DayReader, from: number): AsyncGenerator<Line> {
	for await (const lines of readLines(file, from)) {
		for (const line of lines) if (line.ended) yield line;
	}
}

async function positionOf({ views }: Engine, file: DayReader, offset: number): Promise<number> {
	if (offset === 0) return 0;
	return createWalker(file, await views.get(file, lineIndex)).rowsBefore(offset);
}
