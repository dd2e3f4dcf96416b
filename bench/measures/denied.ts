import { expectEqual, inTurn, withFolder, type Bench, type Measure } from '../harness/bench.ts';
import { atMost, timesItsTime, type Result } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import { PAGE_ROWS, readPages } from '../subject/read.ts';
import { ENGINES } from '../baseline/engines.ts';
import { askEngines } from './ask-engines.ts';

const DENIED = { status: ['denied' as const] };

export const denied: Measure = {
	name: 'denied',
	title: 'Only the denied calls',
	async run(bench) {
		const { day, slowRuns } = bench;
		const times = { first: [] as number[], again: [] as number[], restart: [] as number[] };
		const engines = await askEngines(ENGINES, (engine) => engine.denied(day.file));
		await inTurn(slowRuns, () => readDenied(bench, times), engines.ask);
		for (const [row] of engines.answers()) {
			expectEqual('matched', Number(row!.matched), day.statuses.denied);
		}
		return [
			...engines.baselines().map(({ missing, ...baseline }): Result => ({
				work: 'only `denied`, first time',
				subject: sampleOf(times.first, 'ms'),
				baseline,
				goal: timesItsTime(0.5),
				note:
					missing ??
					'The first 200 rows and the number of all; the engines read the file itself, with their schema given.',
			})),
			{
				work: 'only `denied`, again',
				subject: sampleOf(times.again, 'ms'),
				baseline: null,
				goal: atMost(5, 'ms'),
				note: 'Another page of the same filter, in the middle of the day.',
			},
			{
				work: 'only `denied`, again after a restart',
				subject: sampleOf(times.restart, 'ms'),
				baseline: null,
				goal: atMost(120, 'ms'),
				note: 'In a new process, with the cache of the first one.',
			},
		];
	},
};

async function readDenied({ day }: Bench, times: Record<'first' | 'again' | 'restart', number[]>) {
	const middle = Math.floor(day.statuses.denied / 2);
	const head = { limit: PAGE_ROWS, filter: DENIED };
	const inside = { ...head, from: middle };
	await withFolder(async (data) => {
		const { result } = await readPages(day.home, data, [head, inside]);
		const { result: restarted } = await readPages(day.home, data, [inside]);
		const [first, again, restart] = [result[0]!, result[1]!, restarted[0]!];
		for (const { matched } of [first, again, restart]) {
			expectEqual('matched', matched, day.statuses.denied);
		}
		expectEqual('the same page after a restart', restart.first, again.first);
		times.first.push(first.ms);
		times.again.push(again.ms);
		times.restart.push(restart.ms);
	});
}
