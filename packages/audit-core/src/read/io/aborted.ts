import { AuditError } from '../../errors.ts';

/** `cause` is the reason that the signal was given. */
export function aborted(signal: Pick<AbortSignal, 'reason'> | undefined): AuditError {
	return new AuditError('aborted', 'The reading was stopped.', {
		cause: signal?.reason as unknown,
	});
}

/** @throws AuditError `aborted` when the signal is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw aborted(signal);
}
