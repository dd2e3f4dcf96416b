import { expect, test } from 'vitest';
import type { DayReader } from '../io/day-reader.ts';
import { createLocalPool, type ScanPool } from './pool.ts';
import { runJob } from './run-job.fixture.ts';
import { scanFile } from './scan-file.ts';

const line = (number: number) =>
	`{"ts":"2026-11-22T10:00:00Z","tool":"t","args":{"n":${number}},"status":"ok"}\n`;
const LINES = 40_000;
/** Some megabytes, and a last line that has not ended. */
const content = Buffer.from(
	`${Array.from({ length: LINES }, (_, number) => line(number)).join('')}{"ts":"2026`,
);
const job = { kind: 'find', filter: { tool: ['t'] }, timeZone: 'UTC' } as const;
const offsets = Array.from({ length: LINES }, () => 0);
for (let number = 1; number < LINES; number++) {
	offsets[number] = offsets[number - 1]! + line(number - 1).length;
}

function openFile(onRead: () => void = () => undefined): DayReader {
	return {
		...{ size: content.length, signal: undefined, layout: () => Promise.resolve(null) },
		readInto(into: Buffer, at: number) {
			onRead();
			return Promise.resolve(content.copy(into, 0, at));
		},
	} as unknown as DayReader;
}

async function found(pool: ScanPool, options: { file?: DayReader; backwards?: boolean } = {}) {
	const { file = openFile(), backwards = false } = options;
	const parts: number[][] = [];
	for await (const { part } of scanFile(pool, file, job, { backwards })) {
		parts.push([...part.offsets]);
	}
	return (backwards ? parts.reverse() : parts).flat();
}

test.each([false, true])(
	'without workers all of a file is scanned once (backwards: %s)',
	async (backwards) => {
		expect(await found(createLocalPool(), { backwards })).toEqual(offsets);
	},
);

test.each([false, true])(
	'workers that have started meanwhile scan the rest (backwards: %s)',
	async (backwards) => {
		let isWarm = false;
		let jobs = 0;
		const pool: ScanPool = {
			...createLocalPool(),
			get isWarm() {
				return isWarm;
			},
			async run(job, _, range) {
				jobs++;
				return runJob(job, content, { range });
			},
		};
		let reads = 0;
		const file = openFile(() => (isWarm = ++reads > 1));
		expect(await found(pool, { file, backwards })).toEqual(offsets);
		expect(jobs).toBe(backwards ? 0 : 1);
	},
);
