import { rowsOf } from '../../format/row.ts';
import { openKernels, type Kernels } from './kernels.ts';
import { lineAt, type LineBlock } from './walk-lines.ts';

let kernels: Kernels | undefined;
/** More than there are in any block. */
const NEVER = 0x7fff_ffff;

/** The number of rows on complete lines in a memory of its own, of at most a megabyte. */
export function countRows(block: LineBlock): number {
	kernels ??= openKernels();
	const { bytes, start, end, base } = block;
	const [first] = kernels.blocks;
	bytes.copy(kernels.memory, first, start, end);
	const shift = first - start;
	let rows = 0;
	for (let line = start; line < end;) {
		// A file may begin with what is no row.
		const isFirst = base + line === 0;
		const stop = isFirst ? line : kernels.survey(line + shift, end + shift, NEVER, NEVER) - shift;
		if (!isFirst) rows += kernels.result('rows');
		if (stop === end) break;
		const lineEnd = kernels.lineEnd(stop + shift) - shift;
		rows += rowsOf(lineAt(block, stop, lineEnd)).length;
		line = lineEnd + 1;
	}
	return rows;
}
