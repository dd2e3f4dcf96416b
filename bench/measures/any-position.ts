import { createRandom } from '../day/random.ts';
import { expectEqual, inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { runCommand } from '../harness/child.ts';
import { atMost } from '../harness/result.ts';
import { percentile, sampleOf } from '../harness/stats.ts';
import { PAGE_ROWS, readPages } from '../subject/read.ts';

const PAGES_A_RUN = 40;

export const anyPosition: Measure = {
	name: 'any-position',
	title: '200 rows at a random position, index there',
	run: ({ day, runs }) =>
		withFolder(async (data) => {
			const random = createRandom(1);
			const last = { from: Math.max(0, day.entries - PAGE_ROWS), limit: PAGE_ROWS };
			await readPages(day.home, data, [{ ...last, untilExact: true }]);

			const first: number[] = [];
			const later: number[] = [];
			const sed: number[] = [];
			await inTurn(
				runs,
				async () => {
					const positions = Array.from({ length: PAGES_A_RUN }, () => random.below(last.from));
					const calls = positions.map((from) => ({ from, limit: PAGE_ROWS }));
					const { result } = await readPages(day.home, data, calls);
					result.forEach((page, index) => {
						expectEqual('position', page.first, positions[index]);
						expectEqual('rows', page.rows, PAGE_ROWS);
						(index === 0 ? first : later).push(page.ms);
					});
				},
				async () => {
					const line = random.below(last.from) + 1;
					const range = `${line},${line + PAGE_ROWS - 1}p;${line + PAGE_ROWS}q`;
					sed.push((await runCommand('sed', ['-n', range, day.file])).ms);
				},
			);
			const p95 = percentile(later, 95).toFixed(1);
			return [
				{
					work: '200 rows at a random position, index there',
					subject: sampleOf(later, 'ms'),
					baseline: { name: 'sed -n', sample: sampleOf(sed, 'ms') },
					goal: atMost(5, 'ms'),
					note: `95 of 100 within ${p95} ms; the first page of a fresh process takes ${percentile(first, 50).toFixed(1)} ms, including loading the index and cold code.`,
				},
			];
		}),
};
