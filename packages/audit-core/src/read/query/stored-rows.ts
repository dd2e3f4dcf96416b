import type { Row, RowCounts, StoredRow, StoredRows } from '../../audit-log.ts';
import { AuditError } from '../../errors.ts';
import type { Filter } from '../../format/filter.ts';
import { isOneRow, rowsOf, textOf, toRow, type RawRow } from '../../format/row.ts';
import { DETAIL_BOUNDS } from '../../format/truncate.ts';
import { throwIfAborted } from '../io/aborted.ts';
import { openDayReader, type DayReader } from '../io/day-reader.ts';
import type { Engine } from '../index/engine.ts';
import { countRows, lineIndex, type LineIndex } from '../index/line-index.ts';
import { readLines } from '../io/lines.ts';
import { findMatches, type MatchIndex } from '../index/match-index.ts';
import { createWalker } from '../index/walker.ts';

const BATCH_ROWS = 200;
const BATCH_BYTES = 1024 * 1024;
const [LF, CR, SPACE] = [0x0a, 0x0d, 0x20];
const RAW_CHUNK_BYTES = 256 * 1024;

/** All rows of a day, or those that match a filter, in file order and in batches of bounded size. */
export function readStoredRows(
	engine: Engine,
	user: string,
	day: string,
	filter: Filter | undefined,
	signal: AbortSignal | undefined,
): StoredRows {
	let opened: ReturnType<typeof openDayReader> | undefined;
	let found: Promise<MatchedRows> | undefined;
	let counts: RowCounts | undefined;
	let isReading = false;
	let isClosed = false;

	async function open() {
		throwIfAborted(signal);
		return isClosed ? null : (opened ??= openDayReader(engine.home, { user, day, signal }));
	}
	const find = (file: DayReader, wanted: Filter) => (found ??= findRows(engine, file, wanted));

	async function close(): Promise<void> {
		if (isClosed) return;
		isClosed = true;
		await (await opened?.catch(() => null))?.[Symbol.asyncDispose]();
	}

	async function* read(): AsyncGenerator<StoredRow[]> {
		isReading = true;
		try {
			const file = await open();
			if (!file) return;
			let given = 0;
			const batches = filter ? matchingRows(file, await find(file, filter)) : allRows(file);
			for await (const batch of batches) {
				throwIfAborted(signal);
				given += batch.length;
				if (batch.length > 0) yield batch;
			}
			if (counts && given !== counts.matched) {
				throw new AuditError('changed', `The file of ${day} changed while it was read.`);
			}
		} finally {
			await close();
		}
	}

	async function count(): Promise<RowCounts> {
		const file = await open();
		if (!file) return { total: 0, matched: 0 };
		if (filter) {
			const { index, matches } = await find(file, filter);
			return { total: await countRows(file, index), matched: matches.count };
		}
		const total = await countRows(file, await engine.views.get(file, lineIndex));
		return { total, matched: total };
	}

	const rows = read();
	// A running loop is stopped at its next batch, and closes the file then.
	signal?.addEventListener('abort', () => void (isReading || close()), { once: true });
	return {
		[Symbol.asyncIterator]: () => rows,
		count: async () => (counts ??= await count()),
		async [Symbol.asyncDispose]() {
			await rows.return(undefined);
			await close();
		},
	};
}

/** The offsets of a filter's rows, and the index that gives their positions. */
interface MatchedRows {
	matches: MatchIndex;
	index: LineIndex;
}

async function findRows(engine: Engine, file: DayReader, filter: Filter): Promise<MatchedRows> {
	const matches = await findMatches(engine, file, filter);
	return { matches, index: await engine.views.get(file, lineIndex) };
}

/** One batch per read of the file. */
async function* allRows(file: DayReader): AsyncGenerator<StoredRow[]> {
	let position = 0;
	for await (const lines of readLines(file)) {
		yield lines.flatMap((line) => {
			// Most lines are one row, and are parsed only on request.
			if (isOneRow(line)) return [storedRow(file, line, position++, () => rowsOf(line)[0]!)];
			return rowsOf(line).map((row) => storedRow(file, row, position++, () => row));
		});
	}
}

async function* matchingRows(
	file: DayReader,
	{ matches, index }: MatchedRows,
): AsyncGenerator<StoredRow[]> {
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

type RowBytes = Pick<RawRow, 'offset' | 'bytes' | 'length'>;

function storedRow(
	file: DayReader,
	stored: RowBytes,
	position: number,
	parse: () => RawRow,
): StoredRow {
	let row: Row | null = null;
	return {
		position,
		bytes: stored.length,
		read: () => (row ??= toRow(parse(), position, DETAIL_BOUNDS)),
		raw: () => rawBytes(file, stored, parse),
	};
}

/** Lines of UTF-8, whatever the file is: a row over several lines on one, and UTF-16 in UTF-8. */
async function* rawBytes(
	file: DayReader,
	{ offset, bytes, length }: RowBytes,
	parse: () => RawRow,
): AsyncGenerator<Uint8Array> {
	if (bytes.includes(LF)) yield bytes.map((byte) => (byte === LF || byte === CR ? SPACE : byte));
	else if (bytes.includes(0) && parse().parsed.isUtf16) yield Buffer.from(textOf(parse()));
	else if (bytes.length === length || parse().parsed.isUtf16) yield bytes;
	else yield* readChunks(file, offset, offset + length);
}

async function* readChunks(file: DayReader, from: number, to: number): AsyncGenerator<Uint8Array> {
	for (let at = from; at < to; at += RAW_CHUNK_BYTES) {
		yield await file.read(at, Math.min(RAW_CHUNK_BYTES, to - at));
	}
}
