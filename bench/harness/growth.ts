import type { Result } from './result.ts';
import { atMost } from './result.ts';
import { percentile } from './stats.ts';

const GROWTH_PERCENT_MAX = 10;

/** How much something grew from the second quarter of the time, when everything is warm, to the last. */
export interface Growth {
	second: number;
	last: number;
	percent: number;
}

/** `null` when there are too few values for quarters. */
export function growthOf(values: readonly number[]): Growth | null {
	if (values.length < 4) return null;
	const quarter = (number: number) =>
		percentile(
			values.slice(
				Math.floor(((number - 1) * values.length) / 4),
				Math.ceil((number * values.length) / 4),
			),
			50,
		);
	const [second, last] = [quarter(2), quarter(4)];
	return { second, last, percent: (last / second - 1) * 100 };
}

/** A result about the growth of memory, from samples in MB. */
export function memoryGrowth(work: string, megabytes: number[], note = ''): Result {
	const growth = growthOf(megabytes);
	const result = { work, baseline: null, goal: atMost(GROWTH_PERCENT_MAX, '%') };
	if (!growth) {
		const why =
			'This machine does not report the memory of another process, or the time was too short.';
		return { ...result, subject: null, note: why };
	}
	const { percent, second, last } = growth;
	const highest = Math.max(...megabytes).toFixed(1);
	return {
		...result,
		subject: { unit: '%', value: percent, low: percent, high: percent, runs: 1 },
		note: `From the second quarter of the time to the last: ${second.toFixed(1)} → ${last.toFixed(1)} MB; highest ${highest} MB.${note}`,
	};
}
