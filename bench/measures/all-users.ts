import { join } from 'node:path';
import { expectEqual, type Measure } from '../harness/bench.ts';
import { runChild } from '../harness/child.ts';
import { atMost } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import { makeUsers } from '../day/make-users.ts';
import type { AllUsersRead } from '../subject/all-users.ts';

const USERS = 20_000;
/** A tenth of them: memory must hardly depend on their number. */
const USERS_FEW = 2_000;
const CALLS_EACH = 20;
/** Without a limit of its own. */
const PAGE_CALLS = 500;

interface Run {
	ms: number;
	peakMb: number;
}

export const allUsers: Measure = {
	name: 'all-users',
	title: 'The first page of everyone, of many users',
	async run({ slowRuns }) {
		const script = join(import.meta.dirname, '../subject/all-users.ts');
		const read = async (home: string): Promise<Run> => {
			const { result, peakMb } = await runChild<AllUsersRead>(script, { home });
			expectEqual('calls', result.calls, PAGE_CALLS);
			expectEqual('complete', result.complete, true);
			return { ms: result.ms, peakMb };
		};
		const homes = { many: makeUsers(USERS, CALLS_EACH), few: makeUsers(USERS_FEW, CALLS_EACH) };
		const runs = { many: [] as Run[], few: [] as Run[] };
		for (let run = 0; run < slowRuns; run++) {
			runs.few.push(await read(homes.few));
			runs.many.push(await read(homes.many));
		}
		const of = (which: keyof typeof runs, value: keyof Run) =>
			sampleOf(
				runs[which].map((run) => run[value]),
				value === 'ms' ? 'ms' : 'MB',
			);
		const users = USERS.toLocaleString('en');
		const few = `${USERS_FEW.toLocaleString('en')} users`;
		return [
			{
				work: `first page of everyone, ${users} users, nothing cached`,
				subject: of('many', 'ms'),
				baseline: { name: few, sample: of('few', 'ms') },
				goal: atMost(3_000, 'ms'),
				note: `A day of ${CALLS_EACH} calls each, in a fresh process.`,
			},
			{
				work: 'memory for it, whole process',
				subject: of('many', 'peakMb'),
				baseline: { name: few, sample: of('few', 'peakMb') },
				goal: atMost(300, 'MB'),
				note: 'With the worker threads.',
			},
		];
	},
};
