import { formatCount } from '../row-view.ts';

const compact = new Intl.NumberFormat('en', { notation: 'compact' });

/** A count for a narrow column: `1,286`, and `27.6k` where the exact one has more characters than fit. */
export function shortCount(count: number, charsMax: number): string {
	const exact = formatCount(count);
	if (exact.length <= charsMax) return exact;
	return compact.format(count).replace('K', 'k');
}
