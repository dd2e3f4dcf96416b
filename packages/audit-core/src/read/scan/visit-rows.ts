import { isUtf8 } from 'node:buffer';
import type { Filter } from '../../format/filter.ts';
import { rowsOf, type Line } from '../../format/row.ts';
import type { Zone } from '../../format/time.ts';
import { fieldsOf, type RowFields } from './row-fields.ts';
import { createFieldMatcher, createTextMatcher } from './matcher.ts';
import { createLinePrefilter } from './prefilter.ts';
import { createFieldScanner } from './field-scanner.ts';
import { createTextReader } from './texts.ts';
import { createTimeReader } from './times.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt, walkLines } from './walk-lines.ts';

/** Called for a row with its offset. The fields are only valid during the call. */
export type VisitRow = (fields: RowFields, offset: number) => void;

/** Visits the rows that match a filter, or all rows. A line is only parsed when its bytes don't tell enough. */
export function createRowVisitor(filter: Filter | null, zone: Zone, isPlain = false) {
	const prefilter = filter ? createLinePrefilter(filter, isPlain) : walkLines;
	const fieldsMatch = filter ? createFieldMatcher(filter) : () => true;
	const hasText = filter?.text !== undefined || filter?.excludeText !== undefined;
	const readTime = createTimeReader(zone);
	const readText = createTextReader();
	const textMatches = hasText ? createTextMatcher(filter) : null;

	return (visit: VisitRow): LineVisitor => {
		function visitParsed(line: Line): void {
			for (const row of rowsOf(line, { exact: hasText })) {
				const fields = fieldsOf(row, zone);
				if (fieldsMatch(fields) && textMatches?.(row) !== false) visit(fields, row.offset);
			}
		}

		return {
			block(block) {
				const { bytes, offset } = block;
				const scanner = isUtf8(bytes) ? createFieldScanner(bytes, readTime, readText) : null;
				prefilter(block, (start, end) => {
					if (!scanner?.scan(start, end)) visitParsed(lineAt(bytes, offset, start, end));
					else if (!fieldsMatch(scanner)) return;
					else if (textMatches) visitParsed(lineAt(bytes, offset, start, end));
					else visit(scanner, offset + start);
				});
			},
			line: visitParsed,
		};
	};
}
