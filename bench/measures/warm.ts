import { join } from 'node:path';
import { inTurn, type Measure } from '../harness/bench.ts';
import { runChild } from '../harness/child.ts';
import { atMost } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import type { WarmInput } from '../subject/warm.ts';

const GOALS_MS = { 'a rare word': 80, 'only `denied`': 100, 'the summary': 200 };
const SCRIPT = join(import.meta.dirname, '../subject/warm.ts');

export const warmServer: Measure = {
	name: 'warm',
	title: 'A day that is new to a running server',
	async run({ day, runs }) {
		const asks = Object.keys(GOALS_MS) as WarmInput['ask'][];
		const times = asks.map((): number[] => []);
		const ask = (number: number) => async () => {
			const input: WarmInput = { home: day.home, ask: asks[number]! };
			times[number]!.push((await runChild<number>(SCRIPT, input)).result);
		};
		await inTurn(runs, ...asks.map((_, number) => ask(number)));
		return asks.map((name, number) => ({
			work: `${name}, a running server, nothing known of the day`,
			subject: sampleOf(times[number]!, 'ms'),
			baseline: null,
			goal: atMost(GOALS_MS[name], 'ms'),
			note: 'Its worker threads have started.',
		}));
	},
};
