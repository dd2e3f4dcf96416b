import type { Order, Page } from '../../audit-log.ts';
import type { FoundText } from '../../format/entry.ts';
import type { Filter } from '../../format/filter.ts';
import { toDamaged, toEntry, type RawRow } from '../../format/row.ts';
import { PAGE_BOUNDS } from '../../format/truncate.ts';
import type { DayReader } from '../io/day-reader.ts';
import type { Engine } from '../index/engine.ts';
import { countRows, lineIndex, type LineIndex } from '../index/line-index.ts';
import { findMatches } from '../index/match-index.ts';
import { readRows, readRowsBackwards } from '../io/rows.ts';
import { createHitLocator } from './locate-hit.ts';
import { createWalker, type PositionedRow, type Walker } from '../index/walker.ts';

export interface PageQuery {
	from: number;
	limit: number;
	order: Order;
	filter: Filter | undefined;
}

/** The index of a smaller file is built while the caller waits, which takes a few milliseconds. */
const INDEXED_AT_ONCE_BYTES = 4 * 1024 * 1024;
/** A page this near to the beginning or the end of the day is read without an index. */
const NEAR_ROWS_MAX = 2_000;
const NEAR_BYTES_MAX = 16 * 1024 * 1024;
/** Most bytes of lines in a page, which its first row alone may exceed. */
const PAGE_BYTES_MAX = 8 * 1024 * 1024;

export async function readPage(engine: Engine, file: DayReader, query: PageQuery): Promise<Page> {
	if (query.filter) return readFilteredPage(engine, file, query.filter, query);
	const near = (await needsIndexing(engine, file)) ? await readNearPage(engine, file, query) : null;
	return near ?? readIndexedPage(file, await engine.views.get(file, lineIndex), query);
}

/** True when a page of the day is not worth waiting for its index. */
export async function needsIndexing({ views }: Engine, file: DayReader): Promise<boolean> {
	const known = await views.peek(file, lineIndex);
	return file.size - (known?.covered ?? 0) > INDEXED_AT_ONCE_BYTES;
}

async function readIndexedPage(
	file: DayReader,
	index: LineIndex,
	{ from, limit, order }: PageQuery,
): Promise<Page> {
	const total = await countRows(file, index);
	if (from >= total) return pageOf(file.day, { total }, []);
	const walker = createWalker(file, index);
	const rows =
		order === 'asc'
			? await readRowsFrom(file, walker, from)
			: readRowsBackwards(file, await offsetOf(file, walker, total - from));
	const { taken, isShort } = await take(rows, limit);
	return pageOf(file.day, { total, isShort }, withPositions(taken, order, from, total));
}

/** A page near the beginning or end. `null` when it is not, or when the rows before it are too long. */
async function readNearPage(
	engine: Engine,
	file: DayReader,
	{ from, limit, order }: PageQuery,
): Promise<Page | null> {
	if (from + limit > NEAR_ROWS_MAX) return null;
	const rows = order === 'asc' ? readRows(file) : readRowsBackwards(file);
	const skipped = await take(rows, from, NEAR_BYTES_MAX);
	if (skipped.isShort) return null;
	const { taken, isShort } = await take(rows, limit);
	const last = taken.at(-1) ?? skipped.taken.at(-1);
	const seen = skipped.taken.length + taken.length;
	if (!last || (taken.length < limit && !isShort)) {
		return pageOf(file.day, { total: seen }, withPositions(taken, order, from, seen));
	}
	const seenBytes = order === 'asc' ? last.offset + last.length : file.size - last.offset;
	const total = Math.max(seen, Math.round((seen * file.size) / seenBytes));
	engine.prepare(file.user, file.day, lineIndex);
	return pageOf(
		file.day,
		{ total, isShort, isEstimate: true },
		withPositions(taken, order, from, total),
	);
}

async function readFilteredPage(
	engine: Engine,
	file: DayReader,
	filter: Filter,
	{ from, limit, order }: PageQuery,
): Promise<Page> {
	const matches = await findMatches(engine, file, filter);
	// Nearly always built in the same pass.
	const index = await engine.views.get(file, lineIndex);
	const counts = { total: await countRows(file, index), matched: matches.count };
	const begin = order === 'asc' ? from : matches.count - from - limit;
	const end = order === 'asc' ? from + limit : matches.count - from;
	const offsets = await matches.offsets(Math.max(0, begin), Math.max(0, end));
	const walker = createWalker(file, index);
	const rows: PositionedRow[] = [];
	let bytes = 0;
	for await (const row of walker.rowsAt(offsets)) {
		rows.push(row);
		bytes += row.raw.bytes.length;
		if (order === 'asc' && bytes >= PAGE_BYTES_MAX) break;
		// A page from the end keeps the newest rows, which come last.
		while (bytes > PAGE_BYTES_MAX && rows.length > 1) bytes -= rows.shift()!.raw.bytes.length;
	}
	if (order === 'desc') rows.reverse();
	const locateHit = createHitLocator(engine, file, filter);
	const locating = rows.map(async (row) => ({ ...row, ...(await locateHit(row.raw)) }));
	// A failure closes the file, which a worker may still be reading for another row.
	await Promise.allSettled(locating);
	const located = await Promise.all(locating);
	return pageOf(file.day, { ...counts, isShort: rows.length < offsets.length }, located);
}

/** The rows from a position on. */
async function readRowsFrom(file: DayReader, walker: Walker, position: number) {
	const { offset, before } = await walker.lineOf(position);
	return readRows(file, offset, before);
}

/** Offset of the row at a position; the end of the file when the position is after the last row. */
async function offsetOf(file: DayReader, walker: Walker, position: number): Promise<number> {
	const next = await (await readRowsFrom(file, walker, position)).next();
	return next.done ? file.size : next.value.offset;
}

/** Up to `limit` rows, fewer when they are large. The generator continues after the last one. */
async function take(
	rows: AsyncGenerator<RawRow>,
	limit: number,
	bytesMax = PAGE_BYTES_MAX,
): Promise<{ taken: RawRow[]; isShort: boolean }> {
	const taken: RawRow[] = [];
	let bytes = 0;
	while (taken.length < limit) {
		if (bytes >= bytesMax) return { taken, isShort: true };
		const next = await rows.next();
		if (next.done) break;
		taken.push(next.value);
		bytes += next.value.bytes.length;
	}
	return { taken, isShort: false };
}

function withPositions(rows: RawRow[], order: Order, from: number, total: number): PositionedRow[] {
	const positionOf = (at: number) => (order === 'asc' ? from + at : total - 1 - from - at);
	return rows.map((raw, at) => ({ raw, position: positionOf(at) }));
}

interface PageHead {
	total: number;
	matched?: number;
	isEstimate?: boolean;
	isShort?: boolean;
}

interface LocatedRow extends PositionedRow {
	found?: FoundText;
}

function pageOf(day: string, head: PageHead, rows: LocatedRow[]): Page {
	const page: Page = {
		day,
		total: head.total,
		...(head.isEstimate && { estimated: true }),
		...(head.matched !== undefined && { matched: head.matched }),
		...(head.isShort && { short: true }),
		entries: [],
		damaged: [],
	};
	for (const { raw, position, found } of rows) {
		const { parsed } = raw;
		const hit = found && { found };
		if ('object' in parsed) {
			page.entries.push({ position, ...toEntry(raw, parsed, PAGE_BOUNDS), ...hit });
		} else {
			page.damaged.push({ position, ...toDamaged(raw, parsed.damage), ...hit });
		}
	}
	return page;
}

/** The page of a day without a file. */
export function emptyPage(day: string, filter: Filter | undefined): Page {
	return pageOf(day, filter ? { total: 0, matched: 0 } : { total: 0 }, []);
}
