import type { FileHandle } from 'node:fs/promises';
import type { EntryDetail } from '../audit-log.ts';
import { rawText } from '../format/raw-text.ts';
import { checksumOf, makeRef, type Ref } from '../format/ref.ts';
import { rowsOf, toRow, type RawRow } from '../format/row.ts';
import { DETAIL_BOUNDS } from '../format/shorten.ts';
import { readLines } from './lines.ts';

/** Of a longer line the raw text is given in parts. */
const RAW_BYTES_MAX = 1024 * 1024;

/** One row whole, with its neighbours; `null` when the ref names none in this file. */
export async function readDetail(file: FileHandle, ref: Ref): Promise<EntryDetail | null> {
	let position = 0;
	let previous: EntryDetail['previous'] = null;
	let found: { raw: RawRow; position: number; previous: EntryDetail['previous'] } | null = null;
	for await (const lines of readLines(file)) {
		for (const raw of lines.flatMap(rowsOf)) {
			const place = { position, ref: makeRef(raw.offset, raw.bytes) };
			if (found) return detailOf(found, place);
			if (raw.offset === ref.offset) {
				if (checksumOf(raw.bytes) !== ref.checksum) return null;
				found = { raw, position, previous };
			}
			previous = place;
			position++;
		}
	}
	return found && detailOf(found, null);
}

function detailOf(
	{ raw, position, previous }: { raw: RawRow; position: number; previous: EntryDetail['previous'] },
	next: EntryDetail['next'],
): EntryDetail {
	const shown = Math.min(raw.bytes.length, RAW_BYTES_MAX);
	return {
		row: toRow(raw, position, DETAIL_BOUNDS),
		raw: rawText(raw.bytes.subarray(0, shown)),
		bytes: raw.length,
		...(shown < raw.length && { rawRange: { from: 0, to: shown } }),
		previous,
		next,
	};
}
