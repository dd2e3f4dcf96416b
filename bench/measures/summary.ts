import { expectEqual, inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { atMost, NO_GOAL, timesItsTime, type Figure } from '../harness/figure.ts';
import { sampleOf } from '../harness/stats.ts';
import { readSummaries, type TimedSummary } from '../ours/read.ts';
import { ENGINES } from '../peers/engines.ts';
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
			...engines.peers().map(({ missing, ...peer }): Figure => ({
				work: 'summary, first time',
				ours: sampleOf(times.first, 'ms'),
				peer,
				goal: timesItsTime(2.5),
				note: missing ?? 'Per status, tool and time bucket; the engines group by the same.',
			})),
			{
				work: 'summary, again',
				ours: sampleOf(times.again, 'ms'),
				peer: null,
				goal: atMost(10, 'ms'),
			},
			{
				work: 'summary, again after a restart',
				ours: sampleOf(times.restart, 'ms'),
				peer: null,
				goal: NO_GOAL,
				note: 'By a new process, over what the first one kept.',
			},
		];
	},
};
