import type { Filter } from '../../format/filter.ts';
import { rowsOf, type RawRow } from '../../format/row.ts';
import type { DayReader } from '../io/day-reader.ts';
import type { Engine } from '../index/engine.ts';
import { readLinesBackwards } from '../io/lines-backwards.ts';
import { createMatcher } from '../scan/matcher.ts';
import { readRowAt } from '../io/rows.ts';
import { scanFile } from '../scan/scan-file.ts';

/** A row that was found; without one, how far the search has come. */
export interface FindStep {
	/** Everything from this offset on has been looked at, and what was found there has been given. */
	offset: number;
	row: RawRow | null;
}

/**
 * What a filter finds in a file among the rows that begin before an offset, newest first. Heavy work is done by the
 * workers, a segment at a time.
 */
export async function* findBackwards(
	{ pool, zone }: Engine,
	file: DayReader,
	filter: Filter,
	before = file.size,
): AsyncGenerator<FindStep> {
	if (before >= file.size) {
		// A scan visits lines that a newline ends; what stands behind the last one is looked at here.
		const rest = await readLastLine(file);
		const matches = rest.length > 0 ? createMatcher(filter, zone) : null;
		for (const row of rest.reverse()) if (matches?.(row)) yield { offset: row.offset, row };
	}
	const job = { kind: 'find' as const, filter, timeZone: zone.name };
	const options = { to: Math.min(before, file.size), backwards: true };
	for await (const { range, part } of scanFile(pool, file, job, options)) {
		for (const offset of part.offsets.reverse()) {
			const row = offset < before ? await readRowAt(file, offset) : null;
			if (row) yield { offset, row };
		}
		yield { offset: range.from, row: null };
	}
}

async function readLastLine(file: DayReader): Promise<RawRow[]> {
	const lines = await readLinesBackwards(file).next();
	const last = lines.done ? undefined : lines.value[0];
	return last && !last.ended ? rowsOf(last) : [];
}
