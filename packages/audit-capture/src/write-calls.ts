import type { Recorder } from '@tool-audit/core/recorder';
import type { CapturedCall } from './captured-call.ts';
import type { Claims } from './claims.ts';

export interface CallWriter {
	recorder: Pick<Recorder, 'record'>;
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
	const receipts = await Promise.all(
		own.map(async (captured) => ({ captured, receipt: await record(recorder, user, captured) })),
	);
	let reason: string | null = null;
	for (const { captured, receipt } of receipts) {
		if (receipt.written) continue;
		claims.release(captured.call.call_id);
		reason ??= receipt.reason;
	}
	if (reason !== null) throw new Error(reason);
}

export function record(
	recorder: Pick<Recorder, 'record'>,
	user: string,
	{ call, startMs, resultChars }: CapturedCall,
) {
	return recorder.record({ ...call, user }, { at: startMs, resultChars });
}
