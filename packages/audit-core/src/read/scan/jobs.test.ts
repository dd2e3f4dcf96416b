import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { runJob } from './run-job.fixture.ts';

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
					const { survey: surveyed, end } = runJob(survey, content, { range });
					for (const job of [find, aggregate]) {
						const both = runJob({ ...job, surveys: true }, content, {
							range,
							readBytes: Math.max(bytes, 1_000),
						});
						const alone = runJob(job, content, { range });
						const { survey: rode, ...rest } = both;
						expect(rest).toEqual(alone);
						// Where any text may be is only looked for along with a filter.
						expect({ ...rode, oddPlaces: null }).toEqual(surveyed);
						expect(alone.end).toBe(end);
					}
				}
			},
		),
		{ numRuns: 60 * inject('scale') },
	);
});
