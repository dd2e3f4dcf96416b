import type { FoundText } from '../../format/entry.ts';
import type { Filter } from '../../format/filter.ts';
import { rowsOf, type RawRow } from '../../format/row.ts';
import type { DayReader } from '../io/day-reader.ts';
import type { Engine } from '../index/engine.ts';
import { knownLines, lineIndex } from '../index/line-index.ts';
import { readLinesBackwards } from '../io/lines-backwards.ts';
import { createHitLocator } from './locate-hit.ts';
import { createMatcher } from '../scan/matcher.ts';
import { readRowAt } from '../io/rows.ts';
import { scanFile } from '../scan/scan-file.ts';

/** A row that was found, or without one the progress of the search. */
export interface FindStep {
	/** Everything from this offset on has been searched, and its rows returned. */
	offset: number;
	row: RawRow | null;
	found?: FoundText;
}

/**
 * Rows of a file that match a filter and begin before an offset, newest first. The workers search it, a segment at
 * a time.
 */
export async function* findBackwards(
	engine: Engine,
	file: DayReader,
	filter: Filter,
	before = file.size,
): AsyncGenerator<FindStep> {
	const { pool, zone } = engine;
	const locateHit = createHitLocator(engine, file, filter);
	if (before >= file.size) {
		// A scan only visits lines that end with a newline, so the rest after the last one is searched here.
		const rest = await readLastLine(file);
		const matches = rest.length > 0 ? createMatcher(filter, zone) : null;
		for (const row of rest.reverse()) {
			if (matches?.(row)) yield { offset: row.offset, row, ...(await locateHit(row)) };
		}
	}
	const index = await engine.views.peek(file, lineIndex);
	const known = index?.size === file.size ? knownLines(index.value) : undefined;
	const job = { kind: 'find' as const, filter, timeZone: zone.name, ...(known && { known }) };
	const options = { to: Math.min(before, file.size), backwards: true };
	for await (const { range, part } of scanFile(pool, file, job, options)) {
		for (const offset of part.offsets.reverse()) {
			const row = offset < before ? await readRowAt(file, offset) : null;
			if (row) yield { offset, row, ...(await locateHit(row)) };
		}
		yield { offset: range.from, row: null };
	}
}

async function readLastLine(file: DayReader): Promise<RawRow[]> {
	const open: RawRow[][] = [];
	for await (const lines of readLinesBackwards(file)) {
		const ended = lines.findIndex((line) => line.ended);
		const unended = ended === -1 ? lines : lines.slice(0, ended);
		open.unshift(...unended.map((line) => rowsOf(line)).reverse());
		if (ended !== -1) break;
	}
	return open.flat();
}
