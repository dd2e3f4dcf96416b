import { expect, test, vi } from 'vitest';
import { createSingleFlight } from './single-flight.ts';

test('two who want the same share it, and it goes on when the first one leaves', async () => {
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

test('one who has left begins nothing that another would then share', async () => {
	const flights = createSingleFlight();
	const work = vi.fn(() => Promise.resolve('done'));
	const running = flights.run('a', AbortSignal.abort(), work);
	expect(flights.isUnderWay('a')).toBe(false);
	await expect(running).rejects.toMatchObject({ code: 'aborted' });
	expect(work).not.toHaveBeenCalled();
});
