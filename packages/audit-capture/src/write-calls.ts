import type { Call, Receipt, RecordOptions } from '@tool-audit/core/sync-recorder';
import type { CapturedCall } from './captured-call.ts';
import type { Claims } from './claims.ts';

/** A log, a recorder, or one that records at once. */
export interface CallRecorder {
	record(call: Call, options?: RecordOptions): Receipt | Promise<Receipt>;
}

export interface CallWriter {
	recorder: CallRecorder;
	claims: Claims;
	/** The owner of the log. */
	user: string;
}

/**
 * Records the calls that nothing else has claimed, and resolves when they are in the file. A call that can't be written
 * gives its claim back, for the next one that tells of it.
 *
 * @throws Error with the reason why a call could not be written
 */
export async function writeCalls(
	{ recorder, claims, user }: CallWriter,
	calls: readonly CapturedCall[],
): Promise<void> {
	const own = calls.filter(({ call }) => claims.take(call.call_id));
	const written = await Promise.allSettled(
		own.map(async (captured) => {
			try {
				await record(recorder, user, captured);
			} catch (error) {
				claims.release(captured.call.call_id);
				throw error;
			}
		}),
	);
	for (const outcome of written) if (outcome.status === 'rejected') throw outcome.reason;
}

/**
 * A call that is kept until the disk works again counts as written: recorded once more, it would be there twice.
 *
 * @throws Error with the reason why the call could not be written
 */
export async function record(
	recorder: CallRecorder,
	user: string,
	{ call, startMs, resultChars }: CapturedCall,
): Promise<{ day: string }> {
	const receipt = await recorder.record({ ...call, user }, { at: startMs, resultChars });
	if (!receipt.written && receipt.fate === 'lost') throw new Error(receipt.reason);
	return receipt;
}
