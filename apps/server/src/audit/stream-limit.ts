import { Refusal } from '../refusal.ts';

const STREAMS_PER_ACCOUNT_MAX = 32;

/** Limits how many streams an account may have open: each holds a connection. */
export interface StreamLimit {
	/**
	 * Counts a stream until the result is disposed.
	 *
	 * @throws Refusal `TOO_MANY_REQUESTS` when the account has too many streams
	 */
	open(accountId: string): Disposable;
}

export function createStreamLimit(streamsMax: number = STREAMS_PER_ACCOUNT_MAX): StreamLimit {
	const open = new Map<string, number>();
	return {
		open(accountId) {
			const count = (open.get(accountId) ?? 0) + 1;
			if (count > streamsMax) {
				throw new Refusal(
					'TOO_MANY_REQUESTS',
					`${streamsMax} live views are open already. Close some of them.`,
				);
			}
			open.set(accountId, count);
			return {
				[Symbol.dispose]() {
					const left = open.get(accountId)! - 1;
					if (left === 0) open.delete(accountId);
					else open.set(accountId, left);
				},
			};
		},
	};
}
