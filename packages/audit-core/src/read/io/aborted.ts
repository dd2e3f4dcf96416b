import { AuditError } from '../../errors.ts';

export function aborted(): AuditError {
	return new AuditError('aborted', 'The reading was stopped.');
}

/** @throws AuditError `aborted` when the signal is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw aborted();
}
