/**
 * Answers the calls of one file while it can't be written (docs/format.md §7). Fail-open: the caller gets an
 * answer at once, and the entry is kept until the disk works again. Fail-closed: the call is rejected and nothing
 * is kept, because a rejected call must not appear in the log later.
 */
import { setImmediate } from '@tool-audit/safe-files/timers';
import { AuditError } from '../errors.ts';
import type { Outage } from './gap.ts';
import type { Pending } from './batch.ts';
import type { FailurePolicy } from './recorder-types.ts';
import { troubleCode, sentenceOf, type WriteFailure } from './trouble.ts';

export interface OutageKeeper {
	/** Answers calls that are not in the file. True when their entries must be kept. */
	refuse(error: unknown, calls: Pending[]): boolean;
	/** Answers calls whose write is in progress and may still succeed. */
	stall(error: unknown, calls: Pending[]): void;
	/** Answers calls that are in the file but not confirmed by the disk. */
	doubt(error: unknown, calls: Pending[]): void;
	/** Answers calls for which there is no memory, or no time left. */
	lose(error: unknown, calls: Pending[]): void;
	/** The outage to report before the next entry. */
	current(): Outage | null;
	/** The outage was reported with these numbers. Calls that were lost since are reported as another one. */
	end(reported: Readonly<Outage>): void;
}

export interface OutageOptions {
	user: string;
	day: string;
	policy: FailurePolicy;
	/** `newlyFailed`: how many of its calls had not failed before. */
	onFailure: (failure: WriteFailure, newlyFailed: number) => void;
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
		const newlyFailed = answer(calls, message, fate);
		if (newlyFailed === 0 && fate === 'kept') return;
		onFailure({ code, message, user, day, entries: calls.length, fate }, newlyFailed);
	}

	/** Answers the calls, and returns how many of them had no answer yet. */
	function answer(calls: Pending[], reason: string, fate: WriteFailure['fate']): number {
		const waiting = calls.filter(({ isAnswered }) => !isAnswered);
		for (const call of waiting) {
			call.isAnswered = true;
			if (call.isSync) tell(call, reason, fate);
		}
		// In a separate turn of the event loop. A caller that only awaits in a loop would otherwise never leave this
		// one: no timer fires in it, and the disk can't report that it works again.
		const awaited = waiting.filter(({ isSync }) => !isSync);
		if (awaited.length > 0) setImmediate(() => awaited.forEach((call) => tell(call, reason, fate)));
		return waiting.length;
	}

	function tell(call: Pending, reason: string, fate: WriteFailure['fate']): void {
		const { id, stamp } = call;
		const { ts, day } = stamp;
		if (policy === 'open') call.resolve({ written: false, id, ts, day, reason, fate });
		else call.reject(new AuditError('not-recorded', reason));
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
		end(reported) {
			if (!outage) return;
			const lost = outage.lost - reported.lost;
			const unconfirmed = outage.unconfirmed - reported.unconfirmed;
			outage = lost + unconfirmed > 0 ? { ...outage, lost, unconfirmed } : null;
		},
	};
}
