import type { DamagedRow, StoredRow } from '@tool-audit/core';
import { entryJson } from './entry-json.ts';

/**
 * Rows as the text of one JSON array, batch by batch, so that a day of a million rows is never in memory at once.
 * `damaged` converts damaged lines; those for which it returns `null` are left out.
 */
export async function* toJsonArray(
	batches: AsyncIterable<StoredRow[]>,
	damaged: (row: DamagedRow) => object | null,
): AsyncGenerator<string> {
	let before = '[';
	for await (const batch of batches) {
		let text = '';
		for (const stored of batch) {
			const row = stored.read();
			const json =
				row.kind === 'entry' ? await entryJson(row, stored) : JSON.stringify(damaged(row));
			if (json === 'null') continue;
			text += before + json;
			before = ',\n';
		}
		if (text !== '') yield text;
	}
	yield before === '[' ? '[]\n' : ']\n';
}
