import { globSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expectEqual, inTurn, withFolder, type Measure } from '../harness/bench.ts';
import { runChild, runCommand } from '../harness/child.ts';
import { timesItsRate, type Result } from '../harness/result.ts';
import { sampleOf } from '../harness/stats.ts';
import type { RecordInput } from '../subject/record.ts';

const CALLS = 200_000;

export const record: Measure = {
	name: 'record',
	title: '`record`, 200,000 calls',
	async run({ slowRuns }) {
		const rates = { os: [] as number[], group: [] as number[], pino: [] as number[] };
		await inTurn(
			slowRuns,
			async () => rates.pino.push(await rateOfPino()),
			async () => rates.os.push(await rateOfRecorder('os')),
			async () => rates.group.push(await rateOfRecorder('group')),
		);
		const result = (durability: 'os' | 'group', goal: Result['goal'], note: string): Result => ({
			work: `\`record\`, acknowledged \`${durability}\``,
			subject: sampleOf(rates[durability], '/s'),
			baseline: { name: 'pino', sample: sampleOf(rates.pino, '/s') },
			goal,
			note,
		});
		return [
			result(
				'os',
				timesItsRate(4),
				'200,000 calls in one process, redaction on; pino 10 to a file, asynchronous, without redaction or answers, until its last byte is written.',
			),
			result('group', timesItsRate(3), 'Each call answered after a sync that reached the disk.'),
		];
	},
};

async function rateOfRecorder(durability: RecordInput['durability']): Promise<number> {
	return withFolder(async (folder) => {
		const home = join(folder, 'home');
		await mkdir(home);
		const script = join(import.meta.dirname, '../subject/record.ts');
		const input: RecordInput = { home, durability, calls: CALLS };
		const { result } = await runChild<{ ms: number; written: number }>(script, input);
		expectEqual('acknowledged', result.written, CALLS);
		expectEqual('lines', await countLines(globSync(join(home, '*/tool_audit/*.jsonl'))), CALLS);
		return (CALLS / result.ms) * 1000;
	});
}

async function rateOfPino(): Promise<number> {
	return withFolder(async (folder) => {
		const file = join(folder, 'pino.jsonl');
		const script = join(import.meta.dirname, '../baseline/pino.ts');
		const { result } = await runChild<{ ms: number }>(script, { file, calls: CALLS });
		expectEqual('lines', await countLines([file]), CALLS);
		return (CALLS / result.ms) * 1000;
	});
}

/** Two files if the run passes midnight. */
async function countLines(files: string[]): Promise<number> {
	const { stdout } = await runCommand('cat', ['--', ...files]);
	return stdout.split('\n').length - 1;
}
