import { expect, onTestFinished, test, vi } from 'vitest';
import { createAttemptLimit } from './attempt-limit.ts';

const ADDRESS_FAILURES_MAX = 50;
const ACCOUNT_FAILURES_MAX = 10;

const fails = () => Promise.reject(new Error('wrong'));

/** Whether an address must wait after another one has had all its failures. */
async function waits(address: string, failed: string): Promise<boolean> {
	const limit = createAttemptLimit();
	for (let n = 0; n < ADDRESS_FAILURES_MAX; n++) {
		const who = { account: `name${n}`, address: failed };
		await expect(limit.attempt(who, fails)).rejects.toThrow('wrong');
	}
	const who = { account: 'another', address };
	return await limit.attempt(who, () => Promise.resolve(false)).catch(() => true);
}

test.each([
	['2001:db8:1:2::7', '2001:db8:1:2:a:b:c:d'],
	['2001:db8::7', '2001:db8:0:0:a:b:c:d'],
	['2001:db8:1::7', '2001:db8:1:0:a::d'],
	['2001:db8::1:2:3:4:5', '2001:db8:0:1::7'],
	['::1', '::2:3'],
])('%s and %s are in one network and counted together', async (one, other) => {
	expect(await waits(one, other)).toBe(true);
	expect(await waits(other, one)).toBe(true);
});

test.each([
	['2001:db8:1:2::7', '2001:db8:1:3::7'],
	['2001:db8:1:2::7', '2002:db8:1:2::7'],
	['2001:db8:1:12::7', '2001:db8:11:2::7'],
	['::ffff:192.0.2.1', '::ffff:192.0.2.2'],
	['192.0.2.1', '192.0.2.2'],
])('%s and %s are counted separately', async (one, other) => {
	expect(await waits(one, other)).toBe(false);
});

test('gives the waiting time in whole minutes', async () => {
	vi.useFakeTimers({ toFake: ['Date'] });
	onTestFinished(() => void vi.useRealTimers());
	const limit = createAttemptLimit();
	const who = { account: 'ada', address: '192.0.2.1' };
	for (let n = 0; n < ACCOUNT_FAILURES_MAX; n++) await limit.attempt(who, fails).catch(() => 0);
	const begin = Date.now();
	vi.setSystemTime(begin + 12.5 * 60_000);
	await expect(limit.attempt(who, fails)).rejects.toThrow('Wait 3 minutes and');
	vi.setSystemTime(begin + 14.5 * 60_000);
	await expect(limit.attempt(who, fails)).rejects.toThrow('Wait 1 minute and');
});
