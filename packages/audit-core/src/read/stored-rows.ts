import type { Row, StoredRow } from '../audit-log.ts';
import { AuditError } from '../errors.ts';
import type { Filter } from '../format/filter.ts';
import { toRow, type RawRow } from '../format/row.ts';
import { DETAIL_BOUNDS } from '../format/shorten.ts';
import { openDayFile, type DayFile } from './day-file.ts';
import type { Engine } from './engine.ts';
import { lineIndex, positionsOf } from './line-index.ts';
import { findMatches } from './matches.ts';
import { readRowAt, readRows } from './rows.ts';

const BATCH_ROWS = 200;
const BATCH_BYTES = 1024 * 1024;
const RAW_CHUNK_BYTES = 256 * 1024;

/** All rows of a day, or those that a filter wants, in file order and in batches of bounded size. */
export async function* readStoredRows(
	engine: Engine,
	user: string,
	day: string,
	filter: Filter | undefined,
	signal: AbortSignal | undefined,
): AsyncGenerator<StoredRow[]> {
	await using file = await openDayFile(engine.home, user, day);
	if (!file) return;
	const rows = filter ? matchingRows(engine, file, filter, signal) : allRows(file);
	let batch: StoredRow[] = [];
	let bytes = 0;
	for await (const { row, position } of rows) {
		if (signal?.aborted) throw new AuditError('aborted', 'The reading was stopped.');
		batch.push(storedRow(file, row, position));
		bytes += row.bytes.length;
		if (batch.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
		yield batch;
		batch = [];
		bytes = 0;
	}
	if (batch.length > 0) yield batch;
}

interface PlacedRow {
	row: RawRow;
	position: number;
}

async function* allRows(file: DayFile): AsyncGenerator<PlacedRow> {
	let position = 0;
	for await (const row of readRows(file)) yield { row, position: position++ };
}

async function* matchingRows(
	engine: Engine,
	file: DayFile,
	filter: Filter,
	signal: AbortSignal | undefined,
): AsyncGenerator<PlacedRow> {
	const index = await engine.derived.get(file, lineIndex, signal);
	const matches = await findMatches(engine, file, filter, signal);
	for (let from = 0; from < matches.count; from += BATCH_ROWS) {
		const offsets = await matches.offsets(from, Math.min(from + BATCH_ROWS, matches.count));
		const positions = await positionsOf(file, index, offsets);
		for (const [at, offset] of offsets.entries()) {
			const row = await readRowAt(file, offset);
			if (row) yield { row, position: positions[at]! };
		}
	}
}

function storedRow(file: DayFile, row: RawRow, position: number): StoredRow {
	let read: Row | null = null;
	return {
		position,
		bytes: row.length,
		read: () => (read ??= toRow(row, position, DETAIL_BOUNDS)),
		raw: () => rawBytes(file, row),
	};
}

async function* rawBytes(file: DayFile, row: RawRow): AsyncGenerator<Uint8Array> {
	if (row.bytes.length === row.length) yield row.bytes;
	else yield* readChunks(file, row);
}

async function* readChunks(file: DayFile, row: RawRow): AsyncGenerator<Uint8Array> {
	const end = row.offset + row.length;
	for (let at = row.offset; at < end; at += RAW_CHUNK_BYTES) {
		yield await file.read(at, Math.min(RAW_CHUNK_BYTES, end - at));
	}
}
