import { AuditError } from '../../errors.ts';

export function aborted(): AuditError {
	return new AuditError('aborted', 'The reading was stopped.');
}

/** @throws AuditError `aborted` once the answer is not wanted any more */
export function throwIfAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw aborted();
}
