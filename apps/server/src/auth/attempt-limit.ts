import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { isIPv6 } from 'node:net';
import { Refusal } from '../refusal.ts';

const WINDOW_SECONDS = 15 * 60;
const ACCOUNT_FAILURES_MAX = 10;
const ADDRESS_FAILURES_MAX = 50;

/** Prevents the guessing of secrets: limits the number of failures per account and per address. */
export interface AttemptLimit {
	/**
	 * Counts an attempt before it is made, so that simultaneous attempts all count. A successful one is removed
	 * again.
	 *
	 * @throws Refusal with the seconds to wait, when there were too many failures
	 */
	attempt<T>(who: { account: string; address: string }, work: () => Promise<T>): Promise<T>;
}

/** The network of an address: one person often has a whole /64 of IPv6. */
function networkOf(address: string): string {
	if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
	const [head = '', tail = ''] = address.split('::');
	const left = head.split(':').filter(Boolean);
	const right = tail.split(':').filter(Boolean);
	const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
	return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
	try {
		await limiter.consume(key);
	} catch (error) {
		if (!(error instanceof RateLimiterRes)) throw error;
		const retryAfterSeconds = Math.ceil(error.msBeforeNext / 1000);
		const minutes = Math.ceil(retryAfterSeconds / 60);
		throw new Refusal(
			'TOO_MANY_REQUESTS',
			`Too many failed attempts. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} and try again.`,
			{ retryAfterSeconds },
		);
	}
}

export function createAttemptLimit(): AttemptLimit {
	const accounts = new RateLimiterMemory({
		points: ACCOUNT_FAILURES_MAX,
		duration: WINDOW_SECONDS,
	});
	const addresses = new RateLimiterMemory({
		points: ADDRESS_FAILURES_MAX,
		duration: WINDOW_SECONDS,
	});
	return {
		async attempt({ account, address }, work) {
			const network = networkOf(address);
			await consume(addresses, network);
			await consume(accounts, account.toLowerCase());
			const result = await work();
			await addresses.reward(network);
			await accounts.delete(account.toLowerCase());
			return result;
		},
	};
}
