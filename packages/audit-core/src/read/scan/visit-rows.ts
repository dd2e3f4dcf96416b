import { isUtf8 } from 'node:buffer';
import type { Filter } from '../../format/filter.ts';
import { rowsOf, type Line } from '../../format/row.ts';
import type { Zone } from '../../format/time.ts';
import { factsOf, type RowFacts } from './row-fields.ts';
import { createFactsMatcher, createTextMatcher } from './matcher.ts';
import { createSieve } from './prefilter.ts';
import { createSkimmer } from './field-scanner.ts';
import { createTextReader } from './texts.ts';
import { createTimeReader } from './times.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt, walkLines } from './walk-lines.ts';

/** Called for a row with its offset. The facts are its own only for as long as the call takes. */
export type VisitRow = (facts: RowFacts, offset: number) => void;

/** Visits the rows that a filter wants, or all: what can be told from a line's bytes is not parsed. */
export function createRowVisitor(filter: Filter | null, zone: Zone) {
	const sieve = filter ? createSieve(filter) : walkLines;
	const factsMatch = filter ? createFactsMatcher(filter) : () => true;
	const hasText = filter?.text !== undefined || filter?.excludeText !== undefined;
	const readTime = createTimeReader(zone);
	const readText = createTextReader();
	const textMatches = hasText ? createTextMatcher(filter) : null;

	return (visit: VisitRow): LineVisitor => {
		function visitParsed(line: Line): void {
			for (const row of rowsOf(line, { exact: hasText })) {
				const facts = factsOf(row, zone);
				if (factsMatch(facts) && textMatches?.(row) !== false) visit(facts, row.offset);
			}
		}

		return {
			block(bytes, offset) {
				const skimmer = isUtf8(bytes) ? createSkimmer(bytes, readTime, readText) : null;
				sieve(bytes, (start, end) => {
					if (!skimmer?.skim(start, end)) visitParsed(lineAt(bytes, offset, start, end));
					else if (!factsMatch(skimmer)) return;
					else if (textMatches) visitParsed(lineAt(bytes, offset, start, end));
					else visit(skimmer, offset + start);
				});
			},
			long: visitParsed,
		};
	};
}
