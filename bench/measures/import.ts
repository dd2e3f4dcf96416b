import { join } from 'node:path';
import { expectEqual, withFolder, type Measure } from '../harness/bench.ts';
import { runChild } from '../harness/child.ts';
import { atLeast, atMost } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import type { ImportInput, Imported } from '../subject/import.ts';
import { writeTranscripts } from '../day/transcripts.ts';

const SMALL_MB = 100;
const LARGE_MB = 1_000;

export const importHistory: Measure = {
	name: 'import',
	title: "importing an agent's history",
	async run() {
		return withFolder(async (folder) => {
			const small = await importOf(join(folder, 'small'), SMALL_MB);
			const large = await importOf(join(folder, 'large'), LARGE_MB);
			return [
				{
					work: `import of ${LARGE_MB} MB of Claude Code's transcripts`,
					subject: sampleOf([large.mbPerSecond], 'MB/s'),
					baseline: null,
					goal: atLeast(25, 'MB/s'),
					note: `Read, parsed, redacted and written: ${large.calls.toLocaleString('en')} calls on ${large.days} days.`,
				},
				{
					work: `import of ${LARGE_MB} MB, memory`,
					subject: sampleOf([large.peakMb], 'MB'),
					baseline: { name: `import of ${SMALL_MB} MB`, sample: sampleOf([small.peakMb], 'MB') },
					goal: atMost(600, 'MB'),
					note: 'Peak of the process.',
				},
				{
					work: 'the same import once more',
					subject: sampleOf([large.againMbPerSecond], 'MB/s'),
					baseline: null,
					goal: atLeast(25, 'MB/s'),
					note: 'It adds nothing.',
				},
			];
		});
	},
};

async function importOf(folder: string, megabytes: number) {
	const { bytes, calls } = await writeTranscripts(join(folder, 'claude'), megabytes);
	const script = join(import.meta.dirname, '../subject/import.ts');
	const input: ImportInput = { folder };
	const first = await runChild<Imported>(script, input);
	expectEqual('imported calls', first.result.calls, calls);
	const again = await runChild<Imported>(script, input);
	expectEqual('calls of the second import', again.result.calls, 0);
	const rate = ({ ms }: Imported) => bytes / 1_000 / ms;
	return {
		...{ calls, days: first.result.days, peakMb: first.peakMb },
		mbPerSecond: rate(first.result),
		againMbPerSecond: rate(again.result),
	};
}
