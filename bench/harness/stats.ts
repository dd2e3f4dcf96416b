/** The result of several runs of one measurement. */
export interface Sample {
	unit: Unit;
	/** The median of the runs, unless the work says otherwise. */
	value: number;
	low: number;
	high: number;
	runs: number;
}

export type Unit = 'ms' | 'MB' | 'kB' | '/s' | 'MB/s' | '%' | '/MB';

export function sampleOf(values: number[], unit: Unit): Sample {
	return {
		unit,
		value: percentile(values, 50),
		low: Math.min(...values),
		high: Math.max(...values),
		runs: values.length,
	};
}

/** The smallest value that `percent` of the values do not exceed; an even median is the mean of two values. */
export function percentile(values: readonly number[], percent: number): number {
	if (values.length === 0) throw new Error('A percentile needs at least one value.');
	const sorted = values.toSorted((a, b) => a - b);
	if (percent === 50 && sorted.length % 2 === 0) {
		return (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2;
	}
	const rank = Math.ceil((percent / 100) * sorted.length);
	return sorted[Math.max(0, rank - 1)]!;
}
