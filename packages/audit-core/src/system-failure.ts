/** Errors of the system that a read meets, as errors of the log. */
import { AuditError } from './errors.ts';

/** Errors of the machine, not of a file: they would affect every day and every log. */
const OF_THE_MACHINE: Record<string, string> = {
	EMFILE: 'This process has too many files open',
	ENFILE: 'The machine has too many files open',
	ENOMEM: 'The machine has no more memory',
};

/**
 * The error of the log for one that the system gave when `what` was read: a day or a log, with its user. Any other error is
 * returned as it is.
 */
export function systemFailure(error: unknown, what: string): unknown {
	const { syscall, code = '' } = (error ?? {}) as NodeJS.ErrnoException;
	if (syscall === undefined) return error;
	const ofTheMachine = OF_THE_MACHINE[code];
	if (ofTheMachine !== undefined) {
		return new AuditError('exhausted', `${ofTheMachine} (${code}).`, { cause: error });
	}
	return new AuditError('unreadable', `${what} can't be read (${code}).`, { cause: error });
}
