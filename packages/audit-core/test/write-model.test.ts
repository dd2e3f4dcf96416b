import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { splitMerged } from '../src/format/merged-lines.ts';
import { parseLine } from '../src/format/line.ts';
import type { Receipt } from '../src/index.ts';
import type { Durability, Recorder } from '../src/write/recorder-types.ts';
import { createMemoryDisk, type Fault, type Operation } from './memory-disk.ts';
import { call, startRecorder } from './write-fixture.ts';

const RUNS = 60 * inject('scale');
const TIMINGS = {
	retryFirstMs: 0,
	retryMaxMs: 1,
	groupWaitMs: 0,
	tornAfterMs: 0,
	tornWaitMaxMs: 5,
	landWaitMaxMs: 0,
};

type Step = 'record' | 'record now' | 'flush' | 'foreign line' | 'torn line' | 'rename' | 'tick';

const step = fc.oneof(
	{ weight: 5, arbitrary: fc.constant<Step>('record') },
	{ weight: 2, arbitrary: fc.constant<Step>('record now') },
	{ weight: 2, arbitrary: fc.constant<Step>('tick') },
	{ weight: 1, arbitrary: fc.constant<Step>('flush') },
	{ weight: 2, arbitrary: fc.constantFrom<Step>('foreign line', 'torn line', 'rename') },
);
const fault: fc.Arbitrary<Fault | undefined> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant(undefined) },
	{ weight: 1, arbitrary: fc.constantFrom('ENOSPC', 'EIO', 'EMFILE').map((error) => ({ error })) },
	{ weight: 1, arbitrary: fc.nat({ max: 700 }).map((short) => ({ short })) },
);
const faults = fc.record({
	open: fc.array(fault, { maxLength: 3 }),
	write: fc.array(fault, { maxLength: 12 }),
	datasync: fc.array(fault, { maxLength: 5 }),
	stat: fc.array(fault, { maxLength: 5 }),
	read: fc.array(fault, { maxLength: 3 }),
	identify: fc.array(fault, { maxLength: 5 }),
});
const durability = fc.constantFrom<Durability>('os', 'group', 'sync');

const ascending = (one: number, other: number) => one - other;

/** The numbers of our calls, in file order, as a reader finds them. */
function readNumbers(text: string): number[] {
	const numbers: number[] = [];
	for (const line of text.split('\n').map((line) => Buffer.from(line))) {
		const pieces =
			'object' in parseLine(line)
				? [line]
				: splitMerged(line).map(({ start, end }) => line.subarray(start, end));
		for (const piece of pieces) {
			const parsed = parseLine(piece);
			const { n } = ('object' in parsed ? parsed.object.args : {}) as { n?: number };
			if (n !== undefined) numbers.push(n);
		}
	}
	return numbers;
}

/** What it can't write stays in the queue. */
function flush(recorder: Recorder): void {
	try {
		recorder.flushSync();
	} catch (error) {
		expect(error).toMatchObject({ code: 'not-recorded' });
	}
}

test('with any failures and other writers, every entry is written once, and each file is in order', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { maxLength: 40 }),
			faults,
			durability,
			async (steps, faults, durability) => {
				const disk = createMemoryDisk();
				disk.fault = (operation: Operation, n) => faults[operation][n - 1];
				const recorder = startRecorder('', { files: disk, durability, timings: TIMINGS });
				const receipts: Promise<Receipt>[] = [];
				for (const step of steps) {
					if (step === 'record')
						receipts.push(recorder.record(call({ args: { n: receipts.length } })));
					else if (step === 'record now') {
						const receipt = recorder.recordSync(call({ args: { n: receipts.length } }));
						receipts.push(Promise.resolve(receipt));
						// All before it is in a file too.
						const numbers = receipt.written ? disk.texts().flatMap(readNumbers) : [];
						if (receipt.written) expect(numbers.sort(ascending)).toEqual([...receipts.keys()]);
					} else if (step === 'flush') flush(recorder);
					else if (step === 'foreign line') disk.append('{"ts":"2026-11-22T12:00:00","args":{}}\n');
					else if (step === 'torn line') disk.append('{"ts":"2026-11-22T12:0');
					else if (step === 'rename') disk.rename();
					else await new Promise((resolve) => setImmediate(resolve));
				}
				await Promise.all(receipts);
				while (recorder.stats().queued > 0) await new Promise((resolve) => setTimeout(resolve, 1));
				await recorder.close();
				const files = disk.texts().map(readNumbers);
				expect(files.flat().sort(ascending)).toEqual(receipts.map((_, n) => n));
				for (const numbers of files) expect(numbers).toEqual(numbers.toSorted(ascending));
				expect(recorder.stats().queuedBytes).toBe(0);
			},
		),
		{ numRuns: RUNS },
	);
});
