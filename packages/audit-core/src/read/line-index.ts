/** Where a row of a day is: a checkpoint each so many rows, and a walk from there. */
import { rowsOf, type RawRow } from '../format/row.ts';
import type { DayFile } from './day-file.ts';
import type { Derivation, Derived } from './derived.ts';
import { lineStartBefore, readLineAt, readRows } from './rows.ts';
import { readyJob, type SurveyJob } from './scan/jobs.ts';
import { scanOnTheSpot } from './scan/scan-file.ts';

/** Checkpoints in the order of the file; always at the beginning of a line. */
export interface Checkpoints {
	/** Rows on the lines that are covered. */
	rows: number;
	rowsAt: number[];
	offsets: number[];
}

export type LineIndex = Derived<Checkpoints>;

const CHECKPOINT_BYTES = 16;
const survey: SurveyJob = { kind: 'survey' };
const surveyRange = readyJob(survey);

export const lineIndex: Derivation<SurveyJob, Checkpoints> = {
	name: 'lines',
	job: survey,
	empty: { rows: 0, rowsAt: [], offsets: [] },
	add: ({ rows, rowsAt, offsets }, part) => ({
		rows: rows + part.rows,
		rowsAt: rowsAt.concat(part.checkpoints.map(([row]) => rows + row)),
		offsets: offsets.concat(part.checkpoints.map(([, offset]) => offset)),
	}),
	bytesOf: ({ offsets }) => offsets.length * CHECKPOINT_BYTES,
	isKept: true,
};

/** Rows of the whole file: those on covered lines, and what stands behind the last newline. */
export async function countRows(file: DayFile, index: LineIndex): Promise<number> {
	return index.value.rows + (await readRest(file, index.covered)).length;
}

/** The rows behind the last newline: none, as a rule. */
export async function readRest(file: DayFile, covered: number): Promise<RawRow[]> {
	return covered < file.size ? rowsOf(await readLineAt(file, covered)) : [];
}

/** The rows from a position on. */
export async function* readRowsFrom(
	file: DayFile,
	index: LineIndex,
	position: number,
): AsyncGenerator<RawRow> {
	const at = lastNotAbove(index.value.rowsAt, position);
	let skip = position - (index.value.rowsAt[at] ?? 0);
	for await (const row of readRows(file, index.value.offsets[at] ?? 0)) {
		if (skip > 0) skip--;
		else yield row;
	}
}

/** Where the row of a position begins; the end of the file when it is behind the last one. */
export async function offsetOf(file: DayFile, index: LineIndex, position: number): Promise<number> {
	const next = await readRowsFrom(file, index, position).next();
	return next.done ? file.size : next.value.offset;
}

/** Positions of rows by their offsets, which come in the order of the file. */
export async function positionsOf(
	file: DayFile,
	index: LineIndex,
	offsets: number[],
): Promise<number[]> {
	const { rowsAt, offsets: checkpoints } = index.value;
	const positions: number[] = [];
	let place = { offset: 0, row: 0 };
	for (const offset of offsets) {
		const at = lastNotAbove(checkpoints, offset);
		const checkpoint = { offset: checkpoints[at] ?? 0, row: rowsAt[at] ?? 0 };
		if (checkpoint.offset > place.offset) place = checkpoint;
		const start = await lineStartBefore(file, offset);
		place = { offset: start, row: place.row + (await rowsBetween(file, place.offset, start)) };
		positions.push(place.row + (await rowsBefore(file, start, offset)));
	}
	return positions;
}

async function rowsBetween(file: DayFile, from: number, to: number): Promise<number> {
	if (from === to) return 0;
	return (await scanOnTheSpot(file, surveyRange, { from, to, size: to })).rows;
}

/** Rows before the offset on its own line: some only where entries stand glued together. */
async function rowsBefore(file: DayFile, start: number, offset: number): Promise<number> {
	if (start === offset) return 0;
	return rowsOf(await readLineAt(file, start)).filter((row) => row.offset < offset).length;
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
