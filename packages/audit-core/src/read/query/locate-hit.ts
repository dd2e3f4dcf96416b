import type { FoundText } from '../../format/entry.ts';
import type { Filter } from '../../format/filter.ts';
import type { RawRow } from '../../format/row.ts';
import type { Engine } from '../index/engine.ts';
import type { DayReader } from '../io/day-reader.ts';
import { createHitFinder } from '../scan/find-hit.ts';

/** The hit of the filter's text in a row that matches it, as the row's answer has it. */
export type LocateHit = (row: RawRow) => Promise<{ found?: FoundText }>;

/** An expression only runs in a worker, which can be stopped. */
export function createHitLocator({ pool }: Engine, file: DayReader, filter?: Filter): LocateHit {
	const { text, regex } = filter ?? {};
	if (text === undefined) return async () => ({});
	const findHit = regex ? null : createHitFinder({ text });
	const job = { kind: 'hit' as const, filter: { text, regex } };

	async function find(row: RawRow): Promise<FoundText | null> {
		if (findHit) return findHit(row);
		const layout = await file.layout();
		const range = { from: row.offset, to: row.offset + 1, size: file.size, layout };
		return (await pool.run(job, file, range)).found;
	}
	return async (row) => {
		const found = await find(row);
		return found ? { found } : {};
	};
}
