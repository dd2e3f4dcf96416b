import type { Order, Page } from '../audit-log.ts';
import type { Filter } from '../format/filter.ts';
import { toDamaged, toEntry, type RawRow } from '../format/row.ts';
import { PAGE_BOUNDS } from '../format/shorten.ts';
import type { DayFile } from './day-file.ts';
import type { Engine } from './engine.ts';
import { countRows, lineIndex, offsetOf, positionsOf, readRowsFrom } from './line-index.ts';
import type { LineIndex } from './line-index.ts';
import { findMatches } from './matches.ts';
import { readRowAt, readRows, readRowsBackwards } from './rows.ts';

export interface PageQuery {
	from: number;
	limit: number;
	order: Order;
	filter: Filter | undefined;
	signal: AbortSignal | undefined;
}

/** The index of a smaller file is made while the reader waits: that takes a few milliseconds. */
const INDEXED_AT_ONCE_BYTES = 4 * 1024 * 1024;
/** A page that is this near to the day's head or tail is read without an index. */
const NEAR_ROWS_MAX = 2_000;
const NEAR_BYTES_MAX = 16 * 1024 * 1024;
/** Bytes of lines that a page is made of, but for its first row. */
const PAGE_BYTES_MAX = 8 * 1024 * 1024;

export async function readPage(engine: Engine, file: DayFile, query: PageQuery): Promise<Page> {
	if (query.filter) return readFilteredPage(engine, file, query.filter, query);
	const near = (await needsIndexing(engine, file)) ? await readNearPage(engine, file, query) : null;
	return near ?? readIndexedPage(file, await engine.derived.get(file, lineIndex), query);
}

async function needsIndexing({ derived }: Engine, file: DayFile): Promise<boolean> {
	const known = await derived.peek(file, lineIndex);
	return file.size - (known?.covered ?? 0) > INDEXED_AT_ONCE_BYTES;
}

async function readIndexedPage(
	file: DayFile,
	index: LineIndex,
	{ from, limit, order }: PageQuery,
): Promise<Page> {
	const total = await countRows(file, index);
	if (from >= total) return pageOf(file.day, { total }, []);
	const rows =
		order === 'asc'
			? readRowsFrom(file, index, from)
			: readRowsBackwards(file, await offsetOf(file, index, total - from));
	const { taken, isShort } = await take(rows, limit);
	return pageOf(file.day, { total, isShort }, placed(taken, order, from, total));
}

/** `null` when the page turns out not to be near, because rows before it are long. */
async function readNearPage(
	engine: Engine,
	file: DayFile,
	{ from, limit, order }: PageQuery,
): Promise<Page | null> {
	if (from + limit > NEAR_ROWS_MAX) return null;
	engine.prepare(file.user, file.day, lineIndex);
	const rows = order === 'asc' ? readRows(file) : readRowsBackwards(file);
	const skipped = await take(rows, from, NEAR_BYTES_MAX);
	if (skipped.isShort) return null;
	const { taken, isShort } = await take(rows, limit);
	const last = taken.at(-1) ?? skipped.taken.at(-1);
	const seen = skipped.taken.length + taken.length;
	if (!last || (taken.length < limit && !isShort)) {
		return pageOf(file.day, { total: seen }, placed(taken, order, from, seen));
	}
	const seenBytes = order === 'asc' ? last.offset + last.length : file.size - last.offset;
	const total = Math.max(seen, Math.round((seen * file.size) / seenBytes));
	return pageOf(file.day, { total, isShort, isEstimate: true }, placed(taken, order, from, total));
}

async function readFilteredPage(
	engine: Engine,
	file: DayFile,
	filter: Filter,
	{ from, limit, order, signal }: PageQuery,
): Promise<Page> {
	const [index, matches] = await Promise.all([
		engine.derived.get(file, lineIndex, signal),
		findMatches(engine, file, filter, signal),
	]);
	const counts = { total: await countRows(file, index), matched: matches.count };
	const begin = order === 'asc' ? from : matches.count - from - limit;
	const end = order === 'asc' ? from + limit : matches.count - from;
	const offsets = await matches.offsets(Math.max(0, begin), Math.max(0, end));
	const positions = await positionsOf(file, index, offsets);
	const places = offsets.map((offset, at) => ({ offset, position: positions[at]! }));
	if (order === 'desc') places.reverse();

	const rows: PlacedRow[] = [];
	let bytes = 0;
	for (const { offset, position } of places) {
		const raw = await readRowAt(file, offset);
		if (!raw) continue;
		rows.push({ raw, position });
		bytes += raw.bytes.length;
		if (bytes >= PAGE_BYTES_MAX) break;
	}
	return pageOf(file.day, { ...counts, isShort: rows.length < places.length }, rows);
}

interface PlacedRow {
	raw: RawRow;
	position: number;
}

/** So many rows, or fewer when they are large. Rows can be taken from where it stops. */
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

function placed(rows: RawRow[], order: Order, from: number, total: number): PlacedRow[] {
	const positionOf = (at: number) => (order === 'asc' ? from + at : total - 1 - from - at);
	return rows.map((raw, at) => ({ raw, position: positionOf(at) }));
}

interface PageFacts {
	total: number;
	matched?: number;
	isEstimate?: boolean;
	isShort?: boolean;
}

function pageOf(day: string, facts: PageFacts, rows: PlacedRow[]): Page {
	const page: Page = {
		day,
		total: facts.total,
		...(facts.isEstimate && { estimated: true }),
		...(facts.matched !== undefined && { matched: facts.matched }),
		...(facts.isShort && { short: true }),
		entries: [],
		damaged: [],
	};
	for (const { raw, position } of rows) {
		const { parsed } = raw;
		if ('object' in parsed) {
			page.entries.push({ position, ...toEntry(raw, parsed.object, PAGE_BOUNDS) });
		} else {
			page.damaged.push({ position, ...toDamaged(raw, parsed.damage) });
		}
	}
	return page;
}

/** A day without a file. */
export function emptyPage(day: string, filter: Filter | undefined): Page {
	return pageOf(day, filter ? { total: 0, matched: 0 } : { total: 0 }, []);
}
