import { RARE_ENTRIES, RARE_WORD } from '../day/plan.ts';
import { expectEqual, inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { runCommand } from '../harness/child.ts';
import { timesItsTime } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import { PAGE_ROWS, readPageOf } from '../subject/read.ts';
import { ensureProgram } from '../baseline/installed.ts';

export const rareWord: Measure = {
	name: 'rare-word',
	title: 'A rare word in the whole day',
	async run({ day, runs }) {
		const ripgrep = await ensureProgram('rg', 'ripgrep');
		const subject: number[] = [];
		const baseline: number[] = [];
		const search = async () => {
			const page = await withFolder((data) =>
				readPageOf(day.home, data, { limit: PAGE_ROWS, filter: { text: RARE_WORD } }),
			);
			expectEqual('matched', page.matched, RARE_ENTRIES);
			subject.push(page.ms);
		};
		const grep = async () => {
			if (ripgrep.at === undefined) return;
			const flags = ['--ignore-case', '--fixed-strings', '--line-number'];
			const { stdout, ms } = await runCommand(ripgrep.at, [...flags, RARE_WORD, day.file]);
			expectEqual('ripgrep lines', stdout.trim().split('\n').length, RARE_ENTRIES);
			baseline.push(ms);
		};
		await inTurn(runs, search, grep);
		return [
			{
				work: 'a rare word, whole day, nothing cached',
				subject: sampleOf(subject, 'ms'),
				baseline: { name: 'ripgrep', sample: ripgrep.at ? sampleOf(baseline, 'ms') : null },
				goal: timesItsTime(3),
				note: ripgrep.missing ?? 'Both ignore case.',
			},
		];
	},
};
