import { splitMerged } from '../../src/format/merged-lines.ts';
import { parseLine } from '../../src/format/line.ts';

const NEWLINE = 0x0a;

/** The ids of all entries of a file, in complete and in merged lines, in file order. */
export function readIds(file: Buffer): string[] {
	const ids: string[] = [];
	for (const line of linesOf(file)) {
		const parsed = parseLine(line);
		const pieces =
			'object' in parsed
				? [line]
				: splitMerged(line).map(({ start, end }) => line.subarray(start, end));
		for (const piece of pieces) {
			const entry = parseLine(piece);
			if ('object' in entry && typeof entry.object.id === 'string') ids.push(entry.object.id);
		}
	}
	return ids;
}

function* linesOf(file: Buffer): Generator<Buffer> {
	for (let start = 0; start < file.length;) {
		const end = file.indexOf(NEWLINE, start);
		if (end === -1) return yield file.subarray(start);
		yield file.subarray(start, end);
		start = end + 1;
	}
}
