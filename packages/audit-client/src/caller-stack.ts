import { isAuditClientError } from './error.ts';

/** The place in the caller's program where a call was made. */
export interface CallerStack {
	stack?: string;
}

/**
 * The stack above `method`. An error of a call is created long after it was made, when the caller is no longer on the
 * stack.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
export function callerOf(method: Function): CallerStack {
	const here: CallerStack = {};
	// Of V8, and by now of other engines.
	Error.captureStackTrace?.(here, method);
	return here;
}

/** Lets the stack of a call's error begin at the caller's line. Returns the error. */
export function atCaller(error: unknown, { stack }: CallerStack): unknown {
	if (!isAuditClientError(error) || stack === undefined) return error;
	const lines = stack.indexOf('\n');
	if (lines !== -1) error.stack = `${error.name}: ${error.message}${stack.slice(lines)}`;
	return error;
}
