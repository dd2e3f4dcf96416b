import { isUtf8 } from 'node:buffer';
import type { Filter } from '../../format/filter.ts';
import { rowsOf, type Line } from '../../format/row.ts';
import type { Zone } from '../../format/time.ts';
import { fieldsOf, type RowFields } from './row-fields.ts';
import { createFieldMatcher, createTextMatcher } from './matcher.ts';
import { createLinePrefilter } from './prefilter.ts';
import { createFieldScanner } from './field-scanner.ts';
import type { Kernels } from './kernels.ts';
import { createTextReader } from './texts.ts';
import { createTimeReader } from './times.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt, type KnownLines, type LineBlock } from './walk-lines.ts';

/** Called for a row with its offset. The fields are only valid during the call. */
export type VisitRow = (fields: RowFields, offset: number) => void;

/** Visits the rows that match a filter. A line is only parsed when its bytes don't tell enough. */
export function createRowVisitor(filter: Filter, zone: Zone, known?: KnownLines) {
	const createPrefilter = createLinePrefilter(filter, known);
	const fieldsMatch = createFieldMatcher(filter);
	const hasText = filter.text !== undefined || filter.excludeText !== undefined;
	const readTime = createTimeReader(zone);
	const readText = createTextReader();
	const textMatches = hasText ? createTextMatcher(filter) : null;

	return (kernels: Kernels, visit: VisitRow): LineVisitor => {
		const { memory } = kernels;
		const scanner = createFieldScanner(kernels, readTime, readText);
		const prefilter = createPrefilter?.(kernels);

		function visitParsed(line: Line): void {
			for (const row of rowsOf(line, { exact: hasText })) {
				const fields = fieldsOf(row, zone);
				if (fieldsMatch(fields) && textMatches?.(row) !== false) visit(fields, row.offset);
			}
		}

		/** Visits a line, and returns where it ends. */
		function visitLine(block: LineBlock, start: number, isText: boolean): number {
			const scanned = isText ? scanner.scan(start) : 0;
			if (scanned !== 0 && (!fieldsMatch(scanner) || !textMatches)) {
				if (fieldsMatch(scanner)) visit(scanner, block.base + start);
				return scanned;
			}
			const end = scanned || kernels.lineEnd(start);
			visitParsed(lineAt(block, start, end));
			return end;
		}

		return {
			block(block) {
				const { start, end } = block;
				if (prefilter) {
					prefilter(block, (line, lineEnd) => {
						visitLine(block, line, isUtf8(memory.subarray(line, lineEnd)));
					});
					return;
				}
				const isText = isUtf8(memory.subarray(start, end));
				for (let line = start; line < end;) line = visitLine(block, line, isText) + 1;
			},
			line: visitParsed,
		};
	};
}
