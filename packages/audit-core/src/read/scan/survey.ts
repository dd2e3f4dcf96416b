/** Where rows are: a checkpoint each so many rows or bytes, always at the start of a line. */
import { rowsOf } from '../../format/row.ts';
import type { LineVisitor } from './visit-lines.ts';
import { createPlainTest, lineAt, walkLines } from './walk-lines.ts';

const CHECKPOINT_ROWS = 512;
/** A walk from a checkpoint to a line crosses fewer bytes than these, however long the lines are. */
export const CHECKPOINT_BYTES = 1024 * 1024;

export interface Survey {
	/** Rows in the range. */
	rows: number;
	/** Row and offset of each checkpoint; rows are counted from the start of the range. */
	checkpoints: [row: number, offset: number][];
}

export function createSurvey(): LineVisitor & { result: () => Survey } {
	const checkpoints: Survey['checkpoints'] = [];
	let rows = 0;
	let nextRow = 0;
	let nextOffset = 0;

	function mark(offset: number): void {
		if (rows < nextRow && offset < nextOffset) return;
		checkpoints.push([rows, offset]);
		nextRow = rows + CHECKPOINT_ROWS;
		nextOffset = offset + CHECKPOINT_BYTES;
	}

	return {
		block(bytes, offset) {
			const isPlain = createPlainTest(bytes, offset);
			walkLines(bytes, (start, end) => {
				mark(offset + start);
				rows += isPlain(start, end) ? 1 : rowsOf(lineAt(bytes, offset, start, end)).length;
			});
		},
		long({ offset }) {
			mark(offset);
			rows++;
		},
		result: () => ({ rows, checkpoints }),
	};
}
