/** Offsets of rows: a checkpoint every so many rows or bytes, always at the beginning of a line. */
import { rowsOf } from '../../format/row.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt } from './walk-lines.ts';

const CHECKPOINT_ROWS = 128;
/** A walk from a checkpoint to a line reads fewer bytes than this, however long the lines are. */
export const CHECKPOINT_BYTES = 1024 * 1024;

export interface Survey {
	/** Number of rows in the range. */
	rows: number;
	/** The number of rows before each checkpoint in the range, and its offset. */
	rowsAt: number[];
	offsets: number[];
	/** Lines that don't begin like those of a recorder. */
	foreignLines: number;
}

export function createSurvey(): LineVisitor & { result: () => Survey } {
	const rowsAt: number[] = [];
	const offsets: number[] = [];
	let rows = 0;
	let foreignLines = 0;
	let nextRow = 0;
	let nextOffset = 0;

	function mark(offset: number): void {
		if (rows < nextRow && offset < nextOffset) return;
		rowsAt.push(rows);
		offsets.push(offset);
		nextRow = rows + CHECKPOINT_ROWS;
		nextOffset = offset + CHECKPOINT_BYTES;
	}

	return {
		block({ bytes, offset, lines }) {
			const { count, ends, unclear, foreign } = lines();
			foreignLines += foreign.length;
			let start = 0;
			let nextUnclear = 0;
			for (let line = 0; line < count; line++) {
				const end = ends[line]!;
				mark(offset + start);
				if (unclear[nextUnclear] === line) {
					rows += rowsOf(lineAt(bytes, offset, start, end)).length;
					nextUnclear++;
				} else rows++;
				start = end + 1;
			}
		},
		line(line) {
			mark(line.offset);
			rows += rowsOf(line).length;
			foreignLines++;
		},
		result: () => ({ rows, rowsAt, offsets, foreignLines }),
	};
}
