/**
 * A page of a day as JSON, for programs that only pass it on. Most rows are copied from the bytes of the file
 * (`plain-entry.ts`); the others are parsed and written as those of `readPage`. A page that takes more than the line index
 * and one read is that of `readPage`.
 */
import { isUtf8 } from 'node:buffer';
import { copyPlainEntry } from '../../format/plain-entry.ts';
import type { Page, PageJson } from '../../audit-log.ts';
import type { DamagedRow } from '../../format/entry.ts';
import { makeRef } from '../../format/ref.ts';
import { rowsOf, toDamaged, toEntry, type RawRow } from '../../format/row.ts';
import { PAGE_BOUNDS } from '../../format/truncate.ts';
import type { DayReader } from '../io/day-reader.ts';
import { giveMemoryBack, takeMemory } from '../io/spare-memory.ts';
import type { Engine } from '../index/engine.ts';
import { countRows, lastNotAbove, lineIndex, type LineIndex } from '../index/line-index.ts';
import { createOneRowTest, lineAt } from '../scan/walk-lines.ts';
import { createByteWriter, type ByteWriter } from './byte-writer.ts';
import { needsIndexing, readPage, type PageQuery } from './page.ts';

const LF = 0x0a;
/** What a page reads at once. Lines that are longer than usual are read as elsewhere. */
const BLOCK_BYTES_MAX = 1024 * 1024;
/** Position, ref and punctuation around a copied entry. */
const AROUND_ENTRY_BYTES = 96;

export async function readPageJson(
	engine: Engine,
	file: DayReader,
	query: PageQuery,
): Promise<PageJson> {
	const isForward = query.order === 'asc' && !query.filter;
	const copied =
		isForward && !(await needsIndexing(engine, file))
			? await copyPage(file, await engine.views.get(file, lineIndex), query)
			: null;
	return copied ?? jsonOf(await readPage(engine, file, query));
}

export function jsonOf(page: Page): PageJson {
	return { bytes: Buffer.from(JSON.stringify(page)), release: () => {} };
}

/** `null` when the page may go on behind the index, and for a file that is no lines of UTF-8. */
async function copyPage(
	file: DayReader,
	index: LineIndex,
	query: PageQuery,
): Promise<PageJson | null> {
	const place = placeOf(file, index, query);
	if (!place) return null;
	const total = await countRows(file, index);
	const memory = takeMemory(place.length);
	try {
		const block = await readBlock(file, place, memory);
		return block && writePage(block, query, { day: file.day, total });
	} finally {
		giveMemoryBack(memory);
	}
}

/** Complete lines of the file, in which the rows of a page are. */
interface Block {
	bytes: Buffer;
	/** Where they begin in the file, and the number of rows before them. */
	offset: number;
	position: number;
}

function writePage(block: Block, query: PageQuery, head: Pick<Page, 'day' | 'total'>): PageJson {
	const page = createByteWriter(block.bytes.length + query.limit * AROUND_ENTRY_BYTES);
	page.ascii(`${JSON.stringify(head).slice(0, -1)},"entries":[`);
	const damaged = writeEntries(block, query, page);
	page.text(`],"damaged":${JSON.stringify(damaged)}}`);
	return { bytes: page.bytes(), release: () => page.giveBack() };
}

/** Writes the entries of a page, and returns its damaged lines. */
function writeEntries(
	{ bytes, offset, position: before }: Block,
	{ from, limit }: PageQuery,
	page: ByteWriter,
): DamagedRow[] {
	const isValid = isUtf8(bytes);
	const block = { bytes, start: 0, end: bytes.length, base: offset };
	const isOneRow = createOneRowTest(block);
	const damaged: DamagedRow[] = [];
	const end = from + limit;
	let comma = '';

	function copyLine(start: number, lineEnd: number, position: number): boolean {
		const ref = makeRef(offset + start, bytes.subarray(start, lineEnd));
		const { length } = page;
		page.ascii(`${comma}{"position":${position},"ref":"${ref}","entry":`);
		const isCopied = page.put(lineEnd - start, (into, at) =>
			copyPlainEntry(bytes, { start, end: lineEnd, into, at }),
		);
		if (isCopied) page.ascii('}');
		else page.cut(length);
		return isCopied;
	}

	function writeRow(raw: RawRow, position: number): boolean {
		const { parsed } = raw;
		if ('object' in parsed) {
			const row = { position, ...toEntry(raw, parsed, PAGE_BOUNDS) };
			page.text(comma + JSON.stringify(row));
			return true;
		}
		damaged.push({ position, ...toDamaged(raw, parsed.damage) });
		return false;
	}

	let position = before;
	for (let start = 0; position < end && start < bytes.length;) {
		const lineEnd = bytes.indexOf(LF, start);
		if (isValid && position >= from && copyLine(start, lineEnd, position)) {
			comma = ',';
			position++;
		} else if (position < from && isOneRow(start, lineEnd)) {
			position++;
		} else {
			for (const raw of rowsOf(lineAt(block, start, lineEnd))) {
				const isWanted = position >= from && position < end;
				if (isWanted && writeRow(raw, position)) comma = ',';
				position++;
			}
		}
		start = lineEnd + 1;
	}
	return damaged;
}

/** Where the lines of a page are. */
interface Place {
	/** The lines from here on … */
	offset: number;
	/** … have so many bytes. */
	length: number;
	/** The number of rows before them. */
	position: number;
}

/** From the last checkpoint before the page to the first one behind it. */
function placeOf(
	file: DayReader,
	{ layout, covered, value }: LineIndex,
	{ from, limit }: PageQuery,
): Place | null {
	const { rows, rowsAt, offsets } = value;
	const isCovered = from + limit <= rows || covered >= file.size;
	if (layout !== null || !isCovered || from >= rows) return null;
	const first = lastNotAbove(rowsAt, from);
	const offset = offsets[first]!;
	const length = (offsets[lastNotAbove(rowsAt, from + limit - 1) + 1] ?? covered) - offset;
	return length > BLOCK_BYTES_MAX ? null : { offset, length, position: rowsAt[first]! };
}

/** `null` when the file was truncated in the meantime. */
async function readBlock(
	file: DayReader,
	{ offset, length, position }: Place,
	memory: Buffer,
): Promise<Block | null> {
	const bytes = memory.subarray(0, length);
	const isWhole = (await file.readInto(bytes, offset)) === length && bytes.at(-1) === LF;
	return isWhole ? { bytes, offset, position } : null;
}
