/**
 * What becomes of the calls of one file while it can't be written (docs/format.md §7). Fail-open: the caller
 * is answered at once and goes on, and the entry is kept until the disk is back. Fail-closed: the caller is
 * refused and nothing is kept, because a call that was refused must not stand in the log as made.
 */
import { AuditError } from '../errors.ts';
import type { Outage } from './gap.ts';
import type { Pending } from './batch.ts';
import { troubleCode, sentenceOf, type WriteFailure } from './trouble.ts';

export type FailurePolicy = 'open' | 'closed';

export interface OutageKeeper {
	/** Answers calls that are not in the file. True when they are to be kept. */
	refuse(error: unknown, calls: Pending[]): boolean;
	/** Answers calls that the disk is busy with: nobody knows when it will be done. */
	stall(error: unknown, calls: Pending[]): void;
	/** Answers calls that are in the file without the disk's word for it. */
	doubt(error: unknown, calls: Pending[]): void;
	/** Answers calls for which there is no room, or no time left. */
	lose(error: unknown, calls: Pending[]): void;
	/** What there is to tell before the next entry. */
	current(): Outage | null;
	/** It has been told. */
	end(): void;
}

export interface OutageOptions {
	user: string;
	day: string;
	policy: FailurePolicy;
	/** `news`: how many of its calls had not failed before. */
	onFailure: (failure: WriteFailure, news: number) => void;
}

export function createOutageKeeper(options: OutageOptions): OutageKeeper {
	const { user, day, policy, onFailure } = options;
	let outage: Outage | null = null;

	function note(error: unknown, calls: Pending[], fate: WriteFailure['fate']): void {
		const [first] = calls;
		if (!first) return;
		const code = troubleCode(error);
		const message = sentenceOf(error);
		outage ??= { code, reason: message, since: first.stamp, lost: 0, unconfirmed: 0 };
		if (fate === 'lost') outage.lost += calls.length;
		if (fate === 'unconfirmed') outage.unconfirmed += calls.length;
		const news = answer(calls, message);
		if (news === 0 && fate === 'kept') return;
		onFailure({ code, message, user, day, entries: calls.length, fate }, news);
	}

	/** How many of the callers had not been told yet. */
	function answer(calls: Pending[], reason: string): number {
		const waiting = calls.filter(({ isAnswered }) => !isAnswered);
		for (const call of waiting) call.isAnswered = true;
		// In a turn of the event loop of its own. A caller that does nothing but await would otherwise go on for
		// ever in this one: no timer rings in it, and the disk can't say that it is back.
		if (waiting.length > 0) setImmediate(() => waiting.forEach((call) => tell(call, reason)));
		return waiting.length;
	}

	function tell({ id, stamp: { ts, day }, answer }: Pending, reason: string): void {
		if (policy === 'open') answer({ written: false, id, ts, day, reason });
		else answer(Promise.reject(new AuditError('not-recorded', reason)));
	}

	return {
		refuse(error, calls) {
			note(error, calls, policy === 'open' ? 'kept' : 'lost');
			return policy === 'open';
		},
		stall: (error, calls) => note(error, calls, policy === 'open' ? 'kept' : 'unconfirmed'),
		doubt: (error, calls) => note(error, calls, 'unconfirmed'),
		lose: (error, calls) => note(error, calls, 'lost'),
		current: () => outage,
		end() {
			outage = null;
		},
	};
}
