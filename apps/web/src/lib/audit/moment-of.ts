import type { ListedRow } from './listed-row.ts';
import { fieldText } from './row-view.ts';
import { instantOf, momentOfText, type Moment } from './times.ts';

/**
 * When a call was made. The one place where the page takes the time from a row: its cell, the search for a time and
 * its detail agree. A damaged line has an empty text, and no instant.
 */
export function momentOf(row: ListedRow, logZone: string): Moment {
	const text = fieldText(row, 'ts');
	// A number as it is: as text, small ones are no times.
	return row.kind === 'entry' && typeof row.entry.ts === 'number'
		? { text, instant: instantOf(row.entry.ts, logZone) }
		: momentOfText(text, logZone);
}
