import { expectEqual, inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { runCommand } from '../harness/child.ts';
import { atMost, timesItsTime } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import { PAGE_ROWS, readPageOf } from '../subject/read.ts';

export const indexBuild: Measure = {
	name: 'index',
	title: 'Building the index',
	async run({ day, runs }) {
		const subject: number[] = [];
		const memory: number[] = [];
		const wc: number[] = [];
		const from = Math.max(0, day.entries - PAGE_ROWS);
		await inTurn(
			runs,
			async () => {
				const page = await withFolder((data) =>
					readPageOf(day.home, data, { from, limit: PAGE_ROWS, untilExact: true }),
				);
				expectEqual('total', page.total, day.entries);
				expectEqual('position', page.first, from);
				subject.push(page.ms);
				memory.push(page.peakMb);
			},
			async () => wc.push((await runCommand('wc', ['-l', day.file])).ms),
		);
		return [
			{
				work: 'building the index',
				subject: sampleOf(subject, 'ms'),
				baseline: { name: 'wc -l', sample: sampleOf(wc, 'ms') },
				goal: timesItsTime(2.5),
				note: 'In a fresh process without an index: from the request for the last 200 rows by position to the answer.',
			},
			{
				work: 'memory while building it, whole process',
				subject: sampleOf(memory, 'MB'),
				baseline: null,
				goal: atMost(120, 'MB'),
			},
		];
	},
};
