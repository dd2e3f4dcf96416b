import { join } from 'node:path';
import { inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { runChild } from '../harness/child.ts';
import { atMost } from '../harness/result.ts';
import { percentile, sampleOf } from '../harness/stats.ts';
import type { Held } from '../subject/event-loop.ts';

const SCRIPT = join(import.meta.dirname, '../subject/event-loop.ts');

export const eventLoop: Measure = {
	name: 'event-loop',
	title: 'How long whole-day scans block the event loop',
	async run({ day, slowRuns }) {
		const held: Held[] = [];
		await inTurn(slowRuns, () =>
			withFolder(async (data) => {
				const { result } = await runChild<Held>(SCRIPT, { home: day.home, data });
				held.push(result);
			}),
		);
		const p99 = held.map(({ p99Ms }) => p99Ms);
		return [
			{
				work: 'event loop blocked during whole-day scans, longest',
				subject: sampleOf(
					held.map(({ maxMs }) => maxMs),
					'ms',
				),
				baseline: null,
				goal: atMost(10, 'ms'),
				note: `Summaries, filters, text and a search, each for the first time; 99 of 100 turns below ${percentile(p99, 50).toFixed(1)} ms.`,
			},
		];
	},
};
