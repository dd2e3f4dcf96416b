import { join } from 'node:path';
import { expectEqual, withFolder, type Measure } from '../harness/bench.ts';
import { runChild, runCommand } from '../harness/child.ts';
import { atMost } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import { writeCapturedDay } from '../day/captured-day.ts';
import type { CallsInput } from '../subject/recorded-calls.ts';

const ENTRIES = 1_000_000;

export const recordedCalls: Measure = {
	name: 'calls',
	title: '`log.calls`: which calls a day has, for an import',
	async run({ slowRuns }) {
		return withFolder(async (folder) => {
			const input: CallsInput = {
				home: join(folder, 'home'),
				...writeCapturedDay(folder, ENTRIES),
			};
			const script = join(import.meta.dirname, '../subject/recorded-calls.ts');
			const times = { subject: [] as number[], wc: [] as number[] };
			for (let run = 0; run < slowRuns; run++) {
				times.wc.push((await runCommand('wc', ['-l', input.file])).ms);
				const { result } = await runChild<{ ms: number; calls: number }>(script, input);
				expectEqual('calls', result.calls, ENTRIES);
				times.subject.push(result.ms);
			}
			return [
				{
					work: `\`log.calls\`, a day of ${ENTRIES.toLocaleString('en')} entries`,
					subject: sampleOf(times.subject, 'ms'),
					baseline: { name: '`wc -l`', sample: sampleOf(times.wc, 'ms') },
					goal: atMost(1_000, 'ms'),
					note: 'What an import or a sweep asks of a day before it writes.',
				},
			];
		});
	},
};
