import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { readyJob, type Job, type Part } from './jobs.ts';
import type { Range } from '../io/visit.ts';

/** Entries of two writers, damage, merged lines, blank lines, and a line longer than a read. */
const entry = (status: string, pad = 0) =>
	`{"ts":"2026-11-22T10:00:00Z","tool":"t","args":{"pad":"${'x'.repeat(pad)}"},"status":"${status}"}`;
const line = fc.oneof(
	{
		weight: 20,
		arbitrary: fc.constantFrom(
			entry('ok'),
			entry('denied'),
			entry('error', 300),
			` ${entry('ok')}`,
		),
	},
	fc.constantFrom('', ' ', '\r', 'garbage', '{"ts": "2026', entry('denied', 300_000)),
	fc.constantFrom(entry('ok').slice(0, 30) + entry('denied'), entry('denied') + entry('denied')),
);
const content = fc
	.tuple(fc.array(line, { minLength: 1, maxLength: 400, size: 'max' }), fc.boolean())
	.map(([lines, ended]) => Buffer.from(lines.join('\n') + (ended ? '\n' : '')));

const filter = { status: ['denied' as const] };
const find = { kind: 'find', filter, timeZone: 'UTC' } as const;
const aggregate = { kind: 'aggregate', filter: null, timeZone: 'UTC', bucketSeconds: 60 } as const;
const survey = { kind: 'survey' } as const;

/** Runs a job over a range of the content, of which `readBytes` bytes are read at a time. */
function run<J extends Job>(job: J, content: Buffer, range: Range, readBytes: number): Part<J> {
	const visit = readyJob(job)(range);
	let step = visit.next();
	while (!step.done) {
		const { into, at } = step.value;
		step = visit.next(content.copy(into.subarray(0, readBytes), 0, at));
	}
	return step.value;
}

test('a pass with a survey finds what two passes find, at any offset and with any read size', () => {
	fc.assert(
		fc.property(
			content,
			fc.nat(),
			fc.integer({ min: 1, max: 400_000 }),
			(content, split, bytes) => {
				const size = content.length;
				const middle = split % (size + 1);
				for (const range of [
					{ from: 0, to: middle, size },
					{ from: middle, to: size, size },
				]) {
					const { survey: surveyed, end } = run(survey, content, range, size);
					for (const job of [find, aggregate]) {
						const both = run({ ...job, surveys: true }, content, range, Math.max(bytes, 1_000));
						const alone = run(job, content, range, size);
						expect(both).toEqual({ ...alone, survey: surveyed });
						expect(alone.end).toBe(end);
					}
				}
			},
		),
		{ numRuns: 60 * inject('scale') },
	);
});
