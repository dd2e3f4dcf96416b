import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addAggregates, emptyAggregate, type Aggregate } from './aggregate.ts';
import { runJob } from './run-job.fixture.ts';

const job = { kind: 'aggregate', filter: null, timeZone: 'UTC', bucketSeconds: 60 } as const;
const LINES = 3_000;
/** More tools and minutes than are counted separately, in an order in which they come back. */
const content = Buffer.from(
	Array.from({ length: LINES }, (_, number) => {
		const ts = new Date(Date.UTC(2020, 0, 1) + number * 7 * 60_000).toISOString();
		return `{"ts":"${ts}","tool":"t${(number * 7) % 1_700}","args":{},"status":"ok"}\n`;
	}).join(''),
);

function sorted({ buckets, ...rest }: Aggregate) {
	return { ...rest, buckets: buckets.toSorted(([one], [other]) => one - other) };
}

test('counts do not depend on where the ranges of a file begin', () => {
	const size = content.length;
	const whole = addAggregates(emptyAggregate(), runJob(job, content).aggregate);
	expect(whole.otherTools[0]).toBeGreaterThan(0);
	fc.assert(
		fc.property(fc.array(fc.nat(size), { maxLength: 3 }), (cuts) => {
			const ends = [...cuts, size].sort((one, other) => one - other);
			let [from, aggregate] = [0, emptyAggregate()];
			for (const to of ends) {
				aggregate = addAggregates(
					aggregate,
					runJob(job, content, { range: { from, to, size } }).aggregate,
				);
				from = to;
			}
			expect(sorted(aggregate)).toEqual(sorted(whole));
		}),
		{ numRuns: 20 },
	);
});
