import type { Row, StoredRow } from '../audit-log.ts';
import { AuditError } from '../errors.ts';
import type { Filter } from '../format/filter.ts';
import { isPlain, rowsOf, toRow, type RawRow } from '../format/row.ts';
import { DETAIL_BOUNDS } from '../format/shorten.ts';
import { openDayFile, type DayFile } from './day-file.ts';
import type { Engine } from './engine.ts';
import { lineIndex } from './line-index.ts';
import { readLines } from './lines.ts';
import { findMatches } from './matches.ts';
import { createWalker } from './walker.ts';

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
	const batches = filter ? matchingRows(engine, file, filter, signal) : allRows(file);
	for await (const batch of batches) {
		if (signal?.aborted) throw new AuditError('aborted', 'The reading was stopped.');
		if (batch.length > 0) yield batch;
	}
}

/** A batch is what was read from the file at once. */
async function* allRows(file: DayFile): AsyncGenerator<StoredRow[]> {
	let position = 0;
	for await (const lines of readLines(file)) {
		yield lines.flatMap((line) => {
			// Most lines are one row, and are parsed only when they are asked for.
			if (isPlain(line)) return [storedRow(file, line, position++, () => rowsOf(line)[0]!)];
			return rowsOf(line).map((row) => storedRow(file, row, position++, () => row));
		});
	}
}

async function* matchingRows(
	engine: Engine,
	file: DayFile,
	filter: Filter,
	signal: AbortSignal | undefined,
): AsyncGenerator<StoredRow[]> {
	const matches = await findMatches(engine, file, filter, signal);
	const index = await engine.derived.get(file, lineIndex, signal);
	const walker = createWalker(file, index);
	let batch: StoredRow[] = [];
	let bytes = 0;
	for (let from = 0; from < matches.count; from += BATCH_ROWS) {
		const offsets = await matches.offsets(from, from + BATCH_ROWS);
		for await (const { raw, position } of walker.rowsAt(offsets)) {
			batch.push(storedRow(file, raw, position, () => raw));
			bytes += raw.bytes.length;
			if (batch.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
			yield batch;
			batch = [];
			bytes = 0;
		}
	}
	yield batch;
}

type Place = Pick<RawRow, 'offset' | 'bytes' | 'length'>;

function storedRow(file: DayFile, place: Place, position: number, parse: () => RawRow): StoredRow {
	let row: Row | null = null;
	return {
		position,
		bytes: place.length,
		read: () => (row ??= toRow(parse(), position, DETAIL_BOUNDS)),
		raw: () => rawBytes(file, place),
	};
}

async function* rawBytes(
	file: DayFile,
	{ offset, bytes, length }: Place,
): AsyncGenerator<Uint8Array> {
	if (bytes.length === length) yield bytes;
	else yield* readChunks(file, offset, offset + length);
}

async function* readChunks(file: DayFile, from: number, to: number): AsyncGenerator<Uint8Array> {
	for (let at = from; at < to; at += RAW_CHUNK_BYTES) {
		yield await file.read(at, Math.min(RAW_CHUNK_BYTES, to - at));
	}
}
