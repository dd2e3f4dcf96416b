import type { Filter } from '../../format/filter.ts';
import type { Zone } from '../../format/time.ts';
import { spanOf } from '../match.ts';

const KEY = Buffer.from('"ts"');
const HEAD = Buffer.from('{"ts":');
const SPACE = 0x20;
const QUOTE = 0x22;
const TS_BYTES_MAX = 40;

/**
 * Whether a line's time may be in the filter's span, told from its first field without parsing the line.
 * A line that names its time twice is let through: for JSON the last one counts.
 */
export function createSpanTest(filter: Filter, zone: Zone) {
	const span = spanOf(filter);
	if (!span) return null;
	let lastTs = '';
	let lastInside = true;

	return (block: Buffer, start: number, end: number): boolean => {
		const ts = firstTs(block, start);
		if (ts === null) return true;
		if (ts !== lastTs) {
			const instant = zone.parse(ts);
			lastInside = instant !== null && span.contains(instant);
			lastTs = ts;
		}
		if (lastInside) return true;
		const again = block.indexOf(KEY, start + HEAD.length);
		return again !== -1 && again < end;
	};
}

function firstTs(block: Buffer, start: number): string | null {
	if (block.compare(HEAD, 0, HEAD.length, start, start + HEAD.length) !== 0) return null;
	let from = start + HEAD.length;
	while (block[from] === SPACE) from++;
	if (block[from] !== QUOTE) return null;
	const to = block.indexOf(QUOTE, from + 1);
	if (to === -1 || to - from > TS_BYTES_MAX) return null;
	const ts = block.toString('latin1', from + 1, to);
	return ts.includes('\\') ? null : ts;
}
