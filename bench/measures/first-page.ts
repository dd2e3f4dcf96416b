import { expectEqual, inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { atMost, NO_GOAL, timesAsFast } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import { PAGE_ROWS, readPageOf } from '../subject/read.ts';
import { readWithPython, type PythonRead } from '../baseline/python.ts';

/** Python holds six times the bytes of the file. */
const PYTHON_BYTES_MAX = 1e9;

export const firstPage: Measure = {
	name: 'first-page',
	title: 'First 200 rows of the day, nothing cached',
	async run({ day, slowRuns }) {
		const pythons: PythonRead[] = [];
		const heads: Awaited<ReturnType<typeof readPageOf>>[] = [];
		const tails: typeof heads = [];
		const fresh = async (order: 'asc' | 'desc') =>
			withFolder((data) => readPageOf(day.home, data, { order, limit: PAGE_ROWS }));

		await inTurn(
			slowRuns,
			async () => {
				if (day.bytes <= PYTHON_BYTES_MAX) pythons.push(await readWithPython(day.file));
			},
			async () => heads.push(await fresh('asc')),
			async () => tails.push(await fresh('desc')),
		);
		for (const { rows } of [...heads, ...tails, ...pythons]) expectEqual('rows', rows, PAGE_ROWS);
		for (const { first } of heads) expectEqual('first position', first, 0);

		const ofPython = (values: number[], unit: 'ms' | 'MB') => ({
			name: 'Python',
			sample: values.length > 0 ? sampleOf(values, unit) : null,
		});
		const python = ofPython(msOf(pythons), 'ms');
		return [
			{
				work: 'first 200 rows, nothing cached',
				subject: sampleOf(msOf(heads), 'ms'),
				baseline: python,
				goal: timesAsFast(500),
				note: 'Both timed inside a fresh process around the work; Python reads, splits and parses all, as the older tool does.',
			},
			{
				work: 'last 200 rows, nothing cached',
				subject: sampleOf(msOf(tails), 'ms'),
				baseline: python,
				goal: NO_GOAL,
			},
			{
				work: 'memory for it, whole process',
				subject: sampleOf(
					heads.map(({ peakMb }) => peakMb),
					'MB',
				),
				baseline: ofPython(
					pythons.map(({ peakMb }) => peakMb),
					'MB',
				),
				goal: atMost(200, 'MB'),
			},
		];
	},
};

function msOf(runs: { ms: number }[]): number[] {
	return runs.map(({ ms }) => ms);
}
