import { expect, test } from 'vitest';
import { numbered } from '../../../test/read-fixture.ts';
import type { DayReader } from '../io/day-reader.ts';
import { createCachedViews } from './cached-views.ts';
import { NO_DISK_CACHE } from './disk-cache.ts';
import { lineIndex } from './line-index.ts';
import { runJob } from '../scan/run-job.fixture.ts';
import { aggregateView } from './aggregate-view.ts';

/** Two segments, so that a pass can be stopped between them. */
const LINES = 20_000;
const content = Buffer.from(numbered(LINES, () => ({ result_snippet: 'x'.repeat(400) })));

const file: DayReader = {
	...{ user: 'alice', day: '2026-11-22', fd: -1 },
	...{ size: content.length, changed: '1', identity: '1' },
	...{ signal: undefined, until: (signal) => ({ ...file, signal }), upTo: () => file },
	readInto: async (bytes, offset) => content.copy(bytes, 0, offset),
	read: async (offset, length) => content.subarray(offset, offset + length),
	layout: () => Promise.resolve(null),
	hold: () => () => Promise.resolve(),
};

/** Cached views with a pool that waits until it is released, and records its jobs. */
function openHeld() {
	const jobs = new Set<string>();
	const begun = Promise.withResolvers<void>();
	const { promise: released, resolve: release } = Promise.withResolvers<void>();
	const views = createCachedViews(
		{
			...{ size: 1, isWarm: true, scanningHere: () => () => undefined },
			close: () => Promise.resolve(),
			async run(job, _, range) {
				jobs.add('surveys' in job ? `${job.kind} and survey` : job.kind);
				begun.resolve();
				await released;
				return runJob(job, content, { range });
			},
		},
		NO_DISK_CACHE,
	);
	return { views, jobs, begun: begun.promise, release };
}

test('a request for the index waits for the pass that builds it along with another view', async () => {
	const { views, jobs, begun, release } = openHeld();
	const aggregate = views.get(file, aggregateView('UTC'));
	await begun;
	const index = views.get(file, lineIndex);
	release();
	expect((await index).value.rows).toBe(LINES);
	expect((await aggregate).value.all).toEqual([LINES, 0, 0, 0, 0]);
	expect([...jobs]).toEqual(['aggregate and survey']);
});

test('the pass continues when the request that started it is aborted', async () => {
	const { views, jobs, begun, release } = openHeld();
	const stop = new AbortController();
	const aggregate = views.get(file.until(stop.signal), aggregateView('UTC'));
	await begun;
	const index = views.get(file, lineIndex);
	stop.abort();
	await expect(aggregate).rejects.toMatchObject({ code: 'aborted' });
	release();
	expect((await index).value.rows).toBe(LINES);
	expect([...jobs]).toEqual(['aggregate and survey']);
});

test('does not build an index twice at the same time', async () => {
	const { views, jobs, begun, release } = openHeld();
	const index = views.get(file, lineIndex);
	await begun;
	const aggregate = views.get(file, aggregateView('UTC'));
	release();
	expect((await index).value.rows).toBe(LINES);
	expect((await aggregate).value.all).toEqual([LINES, 0, 0, 0, 0]);
	expect([...jobs]).toEqual(['survey', 'aggregate']);
});
