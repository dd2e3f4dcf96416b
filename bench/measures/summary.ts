import { expectEqual, inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { atMost, NO_GOAL, timesItsTime, type Result } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import { readSummaries, type TimedSummary } from '../subject/read.ts';
import { ENGINES } from '../baseline/engines.ts';
import { askEngines } from './ask-engines.ts';

export const summary: Measure = {
	name: 'summary',
	title: 'The summary of the day',
	async run({ day, slowRuns }) {
		const times = { first: [] as number[], again: [] as number[], restart: [] as number[] };
		const check = ({ summary: { counts, tools } }: TimedSummary) => {
			expectEqual('denied', counts.denied, day.statuses.denied);
			expectEqual('error', counts.error, day.statuses.error);
			expectEqual('total', counts.total, day.entries);
			expectEqual('tools', tools.length, day.tools);
		};
		const summarize = () =>
			withFolder(async (data) => {
				const [first, again] = await readSummaries(day.home, data, 2);
				const [restart] = await readSummaries(day.home, data, 1);
				for (const timed of [first!, again!, restart!]) check(timed);
				times.first.push(first!.ms);
				times.again.push(again!.ms);
				times.restart.push(restart!.ms);
			});
		const engines = await askEngines(ENGINES, (engine) => engine.summary(day.file));
		await inTurn(slowRuns, summarize, engines.ask);
		for (const rows of engines.answers()) {
			const total = rows.reduce((sum, { n }) => sum + Number(n), 0);
			expectEqual('entries counted by the engine', total, day.entries);
		}
		return [
			...engines.baselines().map(({ missing, ...baseline }): Result => ({
				work: 'summary, first time',
				subject: sampleOf(times.first, 'ms'),
				baseline,
				goal: timesItsTime(1.2),
				note: missing ?? 'Per status, tool and time bucket; the engines group by the same.',
			})),
			{
				work: 'summary, again',
				subject: sampleOf(times.again, 'ms'),
				baseline: null,
				goal: atMost(10, 'ms'),
			},
			{
				work: 'summary, again after a restart',
				subject: sampleOf(times.restart, 'ms'),
				baseline: null,
				goal: NO_GOAL,
				note: 'In a new process, with the cache of the first one.',
			},
		];
	},
};
