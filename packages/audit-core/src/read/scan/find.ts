/** Where the rows are that match a filter. */
import type { Filter } from '../../format/filter.ts';
import { rowsOf, type RawRow } from '../../format/row.ts';
import { openZone } from '../../format/time.ts';
import { createMatcher } from '../match.ts';
import { createSieve } from './sieve.ts';
import { createSpanTest } from './span.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt } from './walk-lines.ts';

export interface Found {
	/** Offsets of the rows that match. */
	offsets: number[];
}

export function createFind(filter: Filter, timeZone: string) {
	const zone = openZone(timeZone);
	const matches = createMatcher(filter, zone);
	const sieve = createSieve(filter);
	const mayBeInSpan = createSpanTest(filter, zone);
	const exact = filter.text !== undefined || filter.excludeText !== undefined;

	/** Visits the rows that match. */
	return (visit: (row: RawRow) => void): LineVisitor => ({
		block(bytes, offset) {
			sieve(bytes, (start, end) => {
				if (mayBeInSpan && !mayBeInSpan(bytes, start, end)) return;
				for (const row of rowsOf(lineAt(bytes, offset, start, end), { exact })) {
					if (matches(row)) visit(row);
				}
			});
		},
		long(line) {
			for (const row of rowsOf(line)) if (matches(row)) visit(row);
		},
	});
}
