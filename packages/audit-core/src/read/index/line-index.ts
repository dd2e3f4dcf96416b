/** The line index of a day: a checkpoint every so many rows, from which a walker continues. */
import { rowsOf, type RawRow } from '../../format/row.ts';
import type { DayReader } from '../io/day-reader.ts';
import type { CachedView, View } from './view.ts';
import { readLines } from '../io/lines.ts';
import type { SurveyJob } from '../scan/jobs.ts';
import type { KnownLines } from '../scan/walk-lines.ts';

/** Checkpoints in file order, each at the beginning of a line. */
export interface Checkpoints extends KnownLines {
	/** Number of rows on the covered lines. */
	rows: number;
	rowsAt: number[];
	offsets: number[];
}

/** Whether there are any, and not how many: a job is prepared once for many files. */
export function knownLines({ foreignLines, oddPlaces }: Checkpoints): KnownLines {
	const any = (count: number) => Math.min(count, 1);
	return { foreignLines: any(foreignLines), oddPlaces: oddPlaces === null ? null : any(oddPlaces) };
}

export type LineIndex = CachedView<Checkpoints>;

const CHECKPOINT_MEMORY_BYTES = 16;

export const lineIndex: View<SurveyJob, Checkpoints> = {
	name: 'lines',
	job: { kind: 'survey' },
	empty: { rows: 0, rowsAt: [], offsets: [], foreignLines: 0, oddPlaces: 0 },
	add: ({ rows, rowsAt, offsets, foreignLines, oddPlaces }, { survey }) => ({
		rows: rows + survey.rows,
		rowsAt: rowsAt.concat(survey.rowsAt.map((row) => rows + row)),
		offsets: offsets.concat(survey.offsets),
		foreignLines: foreignLines + survey.foreignLines,
		oddPlaces:
			oddPlaces === null || survey.oddPlaces === null ? null : oddPlaces + survey.oddPlaces,
	}),
	bytesOf: ({ offsets }) => offsets.length * CHECKPOINT_MEMORY_BYTES,
	isKept: true,
};

/** Number of rows of the whole file: those on covered lines, and those after the last newline. */
export async function countRows(file: DayReader, index: LineIndex): Promise<number> {
	return index.value.rows + (await readRest(file, index.covered)).length;
}

/** The rows after the last newline: usually none. In a file of objects, all behind one that may go on. */
export async function readRest(file: DayReader, covered: number): Promise<RawRow[]> {
	if (covered >= file.size) return [];
	const rows: RawRow[] = [];
	for await (const lines of readLines(file, covered)) {
		for (const line of lines) rows.push(...rowsOf(line));
	}
	return rows;
}

/** Index of the last of ascending numbers that is not above the limit; 0 when all are. */
export function lastNotAbove(numbers: number[], limit: number): number {
	let low = 0;
	let high = numbers.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numbers[middle]! <= limit) low = middle + 1;
		else high = middle;
	}
	return Math.max(0, low - 1);
}
