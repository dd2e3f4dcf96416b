import { expect, test, vi } from 'vitest';
import { createSingleFlight } from './single-flight.ts';

test('two callers share one run, which continues when the first one is aborted', async () => {
	const flights = createSingleFlight();
	const { promise, resolve } = Promise.withResolvers<string>();
	const work = vi.fn((_stop: AbortSignal) => promise);
	const leaving = new AbortController();
	const first = flights.run('a', leaving.signal, work);
	const second = flights.run('a', undefined, work);
	leaving.abort();
	await expect(first).rejects.toMatchObject({ code: 'aborted' });
	expect(work.mock.calls).toMatchObject([[{ aborted: false }]]);
	resolve('done');
	expect(await second).toBe('done');
});

test('an aborted caller starts no run', async () => {
	const flights = createSingleFlight();
	const work = vi.fn(() => Promise.resolve('done'));
	const running = flights.run('a', AbortSignal.abort(), work);
	expect(flights.isInProgress('a')).toBe(false);
	await expect(running).rejects.toMatchObject({ code: 'aborted' });
	expect(work).not.toHaveBeenCalled();
});
