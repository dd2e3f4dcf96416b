import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDays } from '../day/make-days.ts';
import { ensureProgram } from '../baseline/installed.ts';
import { expectEqual, inTurn, type Measure } from '../harness/bench.ts';
import { runChild, runCommand } from '../harness/child.ts';
import { atMost, NO_GOAL, type Result } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import type { SearchDaysInput, SearchedDays } from '../subject/search-days.ts';

const DAYS = 200;
const ENTRIES_EACH = 10_000;
const SCRIPT = join(import.meta.dirname, '../subject/search-days.ts');
const WORDS = ['hieroglyphic', 'rhododendron', 'onomatopoeia', 'xylophonist', 'zeitgeist'];

export const searchDays: Measure = {
	name: 'search-days',
	title: 'A search over 200 days',
	async run({ slowRuns }) {
		const ripgrep = await ensureProgram('rg', 'ripgrep');
		const { home, folder, bytes } = makeDays(DAYS, ENTRIES_EACH);
		const times = {
			warm: [] as number[],
			disk: [] as number[],
			rg: [] as number[],
			rgDisk: [] as number[],
		};
		const search = async (words: string[]) => {
			const input: SearchDaysInput = { home, words };
			const { result } = await runChild<SearchedDays>(SCRIPT, input);
			expectEqual('days', result.days, DAYS * words.length);
			expectEqual('entries', result.entries, 0);
			return result.ms;
		};
		const grep = async () => {
			if (ripgrep.at === undefined) return [];
			const flags = ['--ignore-case', '--fixed-strings', '--files-without-match'];
			const { stdout, ms } = await runCommand(ripgrep.at, [...flags, WORDS[0]!, folder]);
			expectEqual('files', stdout.trim().split('\n').length, DAYS);
			return [ms];
		};
		await grep();
		await inTurn(
			slowRuns,
			async () => times.warm.push(...(await search(WORDS)).slice(1)),
			async () => times.rg.push(...(await grep())),
		);
		if (forgetFiles()) {
			await inTurn(
				slowRuns,
				async () => {
					forgetFiles();
					times.disk.push(...(await search(WORDS.slice(0, 1))));
				},
				async () => {
					forgetFiles();
					times.rgDisk.push(...(await grep()));
				},
			);
		}
		const result = (
			from: string,
			subject: number[],
			peer: number[],
			goal: Result['goal'],
		): Result => ({
			work: `a word in ${DAYS} days, ${from}`,
			subject: subject.length > 0 ? sampleOf(subject, 'ms') : null,
			baseline: { name: 'ripgrep', sample: peer.length > 0 ? sampleOf(peer, 'ms') : null },
			goal,
			note: `${(bytes / 1e6).toFixed(0)} MB; the word is nowhere. Worker threads have started; ripgrep is a process that starts.`,
		});
		return [
			result('from the page cache', times.warm, times.rg, atMost(200, 'ms')),
			result('from disk', times.disk, times.rgDisk, NO_GOAL),
		];
	},
};

/** Empties the system's cache of files. False where that is not permitted. */
function forgetFiles(): boolean {
	try {
		writeFileSync('/proc/sys/vm/drop_caches', '3');
		return true;
	} catch {
		return false;
	}
}
