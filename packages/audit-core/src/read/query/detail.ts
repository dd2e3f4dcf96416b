import { isUtf8 } from 'node:buffer';
import type { EntryDetail } from '../../audit-log.ts';
import { rawText } from '../../format/raw-text.ts';
import { makeRef, type Ref } from '../../format/ref.ts';
import { textOf, toRow, type RawRow } from '../../format/row.ts';
import { DETAIL_BOUNDS } from '../../format/truncate.ts';
import type { DayReader } from '../io/day-reader.ts';
import type { Engine } from '../index/engine.ts';
import { lineIndex } from '../index/line-index.ts';
import { lineStartBefore, readRowOf, readRows, readRowsBackwards } from '../io/rows.ts';
import { createWalker } from '../index/walker.ts';

/** A longer line is returned in parts of about this length. */
const RAW_BYTES_MAX = 1024 * 1024;
const UTF8_BYTES_MAX = 4;

/** One row in full, with its neighbours; `null` when no row of this file has the ref. */
export async function readDetail(
	{ views }: Engine,
	file: DayReader,
	ref: Ref,
	rawFrom: number,
): Promise<EntryDetail | null> {
	const row = await readRowOf(file, ref);
	if (!row) return null;
	const index = await views.get(file, lineIndex);
	const position = await createWalker(file, index).rowsBefore(row.offset);
	const before = await readRowsBackwards(file, row.offset).next();
	const after = await rowAfter(file, row);
	return {
		row: toRow(row, position, DETAIL_BOUNDS),
		...(await readRaw(file, row, rawFrom)),
		bytes: row.length,
		previous: before.done ? null : neighbour(before.value, position - 1),
		next: after && neighbour(after, position + 1),
	};
}

function neighbour(row: RawRow, position: number): { position: number; ref: string } {
	return { position, ref: makeRef(row.offset, row.bytes) };
}

async function rowAfter(file: DayReader, row: RawRow): Promise<RawRow | null> {
	for await (const next of readRows(file, await lineStartBefore(file, row.offset))) {
		if (next.offset > row.offset) return next;
	}
	return null;
}

/** The row's text, or a part of it that ends between two characters. */
async function readRaw(file: DayReader, row: RawRow, rawFrom: number) {
	if (rawFrom === 0 && row.length <= RAW_BYTES_MAX) return { raw: textOf(row) };
	const length = Math.min(RAW_BYTES_MAX, Math.max(0, row.length - rawFrom));
	const bytes = wholeCharacters(await file.read(row.offset + rawFrom, length));
	return { raw: rawText(bytes), rawRange: { from: rawFrom, to: rawFrom + bytes.length } };
}

/** The bytes without an incomplete character at the end, which belongs to the next part. */
function wholeCharacters(bytes: Buffer): Buffer {
	for (let dropped = 0; dropped < Math.min(UTF8_BYTES_MAX, bytes.length); dropped++) {
		const whole = bytes.subarray(0, bytes.length - dropped);
		if (isUtf8(whole)) return whole;
	}
	return bytes;
}
