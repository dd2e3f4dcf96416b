import type { StoredRow } from '@tool-audit/core';
import { toJsonArray } from '../audit/day-json.ts';
import { toCsv } from './csv.ts';

/** Size of a sent chunk: one chunk per line would cost more than the line. */
const CHUNK_BYTES = 64 * 1024;
const NEWLINE = Buffer.from('\n');

/** The unchanged lines on disk, including damaged ones. */
async function* toLines(batches: AsyncIterable<StoredRow[]>): AsyncGenerator<Uint8Array> {
	let pieces: Uint8Array[] = [];
	let bytes = 0;
	for await (const batch of batches) {
		for (const row of batch) {
			// Copied, because the memory of a piece is only valid until the next batch, and sending may take longer.
			for await (const piece of row.raw()) {
				pieces.push(Buffer.from(piece));
				bytes += piece.length;
				if (bytes < CHUNK_BYTES) continue;
				yield Buffer.concat(pieces);
				[pieces, bytes] = [[], 0];
			}
			pieces.push(NEWLINE);
		}
	}
	yield Buffer.concat(pieces);
}

export interface ExportFormat {
	type: string;
	write(batches: AsyncIterable<StoredRow[]>): AsyncIterable<string | Uint8Array>;
}

export const FORMATS = {
	jsonl: { type: 'application/x-ndjson; charset=utf-8', write: toLines },
	json: {
		type: 'application/json; charset=utf-8',
		write: (batches) =>
			toJsonArray(batches, ({ position, reason, raw }) => ({ position, damaged: reason, raw })),
	},
	csv: { type: 'text/csv; charset=utf-8; header=present', write: toCsv },
} satisfies Record<string, ExportFormat>;

export type FormatName = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as [FormatName, ...FormatName[]];
