/**
 * Where the rows of a file are that is no lines of UTF-8. One pass finds them all, and whatever is asked of the file
 * afterwards is looked up: there is no other way to find the beginning of an object from a place within it. Tables of a few
 * files are kept, and that of a file which has grown is continued.
 */
import { crc32 } from '../../format/crc32.ts';
import type { Line } from '../../format/row.ts';
import type { DayReader } from './day-reader.ts';
import type { Layout } from './layout.ts';
import { lineOf, visitObjects } from './objects.ts';
import { runVisit } from './visit.ts';

const FILES_KEPT_MAX = 8;
const CHECKED_BYTES = 1024;
/** Sizes of a growing file that are remembered. */
const SIZES_KEPT_MAX = 16;
/** What is read of a file at once. */
const BATCH_BYTES = 256 * 1024;

interface ObjectTable {
	size: number;
	changed: string;
	/** Offsets of the rows, and those of their ends. */
	starts: number[];
	ends: number[];
	/** Rows that are known to be torn, by their numbers. */
	torn: Set<number>;
	/** Everything before this offset stays as it is: the last row may go on. */
	covered: number;
	/** Number of rows before it. */
	coveredRows: number;
	/** How many rows had ended when the file had a certain size. */
	endedAt: Map<number, number>;
	/** Checksum of the last bytes before it. */
	checksum: number;
}

const tables = new Map<string, ObjectTable>();

async function tableOf(file: DayReader, layout: Layout): Promise<ObjectTable> {
	const known = tables.get(file.identity);
	if (known?.size === file.size && known.changed === file.changed) return known;
	const isGrown = known && known.covered <= file.size && known.size < file.size;
	const before =
		isGrown && (await checksumBefore(file, known.covered)) === known.checksum ? known : null;
	const table: ObjectTable = {
		...{ size: file.size, changed: file.changed, coveredRows: before?.coveredRows ?? 0 },
		...{ covered: before?.covered ?? 0, checksum: 0 },
		starts: before?.starts.slice(0, before.coveredRows) ?? [],
		ends: before?.ends.slice(0, before.coveredRows) ?? [],
		endedAt: new Map([...(before?.endedAt ?? [])].slice(1 - SIZES_KEPT_MAX)),
		torn: new Set([...(before?.torn ?? [])].filter((row) => row < before!.coveredRows)),
	};
	function add({ offset, length, isTorn }: Line): void {
		if (isTorn) table.torn.add(table.starts.length);
		table.starts.push(offset);
		table.ends.push(offset + length);
	}
	const range = { from: table.covered, to: file.size, size: file.size, layout };
	table.covered = await runVisit(
		visitObjects(
			range,
			(line) => {
				add(line);
				table.coveredRows = table.starts.length;
			},
			add,
		),
		(into, at) => file.readInto(into, at),
	);
	table.endedAt.set(file.size, table.coveredRows);
	table.checksum = await checksumBefore(file, table.covered);
	tables.delete(file.identity);
	tables.set(file.identity, table);
	if (tables.size > FILES_KEPT_MAX) tables.delete(tables.keys().next().value!);
	return table;
}

async function checksumBefore(file: DayReader, offset: number): Promise<number> {
	const length = Math.min(CHECKED_BYTES, offset);
	return crc32(await file.read(offset - length, length));
}

/** The rows from an offset on, in batches. */
export async function* readObjects(
	file: DayReader,
	layout: Layout,
	from: number,
): AsyncGenerator<Line[]> {
	const table = await tableOf(file, layout);
	for (let row = firstFrom(table.starts, from); row < table.starts.length;) {
		let end = row + 1;
		while (end < table.starts.length && table.ends[end]! - table.starts[row]! <= BATCH_BYTES) end++;
		yield await linesOf(file, layout, table, row, end);
		row = end;
	}
}

/** The rows that begin before an offset, last row first, in batches. */
export async function* readObjectsBackwards(
	file: DayReader,
	layout: Layout,
	before: number,
): AsyncGenerator<Line[]> {
	const table = await tableOf(file, layout);
	for (let end = firstFrom(table.starts, before); end > 0;) {
		let row = end - 1;
		while (row > 0 && table.ends[end - 1]! - table.starts[row - 1]! <= BATCH_BYTES) row--;
		yield (await linesOf(file, layout, table, row, end)).reverse();
		end = row;
	}
}

/** The row that contains an offset, or the first one after it; a blank line at the end of the file when there is none. */
export async function readObjectAt(file: DayReader, layout: Layout, offset: number): Promise<Line> {
	const table = await tableOf(file, layout);
	const before = firstFrom(table.starts, offset + 1) - 1;
	const row = before >= 0 && offset < table.ends[before]! ? before : before + 1;
	if (row < table.starts.length) return (await linesOf(file, layout, table, row, row + 1))[0]!;
	return { offset, bytes: Buffer.alloc(0), length: 0, ended: false, next: file.size };
}

/** The beginning of the row that contains an offset; between two rows, the end of the one before. */
export async function objectStartBefore(
	file: DayReader,
	layout: Layout,
	offset: number,
): Promise<number> {
	const table = await tableOf(file, layout);
	const before = firstFrom(table.starts, offset + 1) - 1;
	if (before < 0) return 0;
	const isOpen = before >= table.coveredRows;
	return offset < table.ends[before]! || isOpen ? table.starts[before]! : table.ends[before]!;
}

/** How many rows end when the file grows from one size to another: what follows a row may decide whether it has. */
export async function countObjects(
	file: DayReader,
	layout: Layout,
	from: number,
	to: number,
): Promise<number> {
	return (await rowsEndedAt(file, layout, to)) - (await rowsEndedAt(file, layout, from));
}

async function rowsEndedAt(file: DayReader, layout: Layout, size: number): Promise<number> {
	const known = (await tableOf(file, layout)).endedAt.get(size);
	if (known !== undefined) return known;
	let rows = 0;
	const visit = visitObjects({ from: 0, to: size, size, layout }, () => void rows++);
	await runVisit(visit, (into, at) => file.readInto(into, at));
	return rows;
}

/** Offsets from which the rows in `[from, to)` can be read, each about so many bytes behind the one before. */
export async function segmentStarts(
	file: DayReader,
	layout: Layout,
	{ from, to, bytes }: { from: number; to: number; bytes: number },
): Promise<number[]> {
	const { starts } = await tableOf(file, layout);
	const segments = from < to ? [from] : [];
	for (let row = firstFrom(starts, from + bytes); row < starts.length && starts[row]! < to;) {
		segments.push(starts[row]!);
		row = firstFrom(starts, starts[row]! + bytes);
	}
	return segments;
}

async function linesOf(
	file: DayReader,
	layout: Layout,
	{ starts, ends, torn, covered, coveredRows }: ObjectTable,
	from: number,
	to: number,
): Promise<Line[]> {
	const offset = starts[from]!;
	const bytes = await file.read(offset, ends[to - 1]! - offset);
	return Array.from({ length: to - from }, (_, index) => {
		const row = from + index;
		const [start, end] = [starts[row]!, ends[row]!];
		return lineOf(bytes.subarray(start - offset, end - offset), layout, {
			...{ offset: start, ended: row < coveredRows },
			// Only white space and what stands between objects is there.
			next: starts[row + 1] ?? (row < coveredRows ? covered : file.size),
			...(torn.has(row) && { isTorn: true }),
		});
	});
}

/** Index of the first of ascending numbers that is not below the limit. */
function firstFrom(numbers: number[], limit: number): number {
	let low = 0;
	let high = numbers.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numbers[middle]! < limit) low = middle + 1;
		else high = middle;
	}
	return low;
}
