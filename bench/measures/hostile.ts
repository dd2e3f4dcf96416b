import { withFolder, type Measure } from '../harness/bench.ts';
import { runChild } from '../harness/child.ts';
import { atMost } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import type { HostileTime } from '../subject/hostile.ts';
import { join } from 'node:path';

export const hostile: Measure = {
	name: 'hostile',
	title: '`record`, a megabyte of hostile text',
	async run({ slowRuns }) {
		const worst: Awaited<ReturnType<typeof worstOf>>[] = [];
		for (let run = 0; run < slowRuns; run++) worst.push(await worstOf());
		return [
			{
				work: '`record` of 1 MiB full of what looks like secrets',
				subject: sampleOf(
					worst.map(({ ms }) => ms),
					'ms',
				),
				baseline: null,
				goal: atMost(100, 'ms'),
				note: `How long the caller is blocked, with the worst of ${worst[0]!.of} kinds (${worst[0]!.kind}).`,
			},
		];
	},
};

async function worstOf(): Promise<HostileTime & { of: number }> {
	return withFolder(async (home) => {
		const script = join(import.meta.dirname, '../subject/hostile.ts');
		const { result } = await runChild<HostileTime[]>(script, { home });
		const worst = result.reduce((worst, time) => (time.ms > worst.ms ? time : worst));
		return { ...worst, of: result.length };
	});
}
