/** Requests without an answer, or with a part of one. A browser tells a page nothing of the cause. */
import { AuditClientError } from '../error.ts';

/** Whether the server may have carried out a call that failed so. */
export const mayHaveArrived = (): boolean => true;

/** The error of a `fetch` that rejected, or of a body that could not be read to its end. */
export function networkFailure(cause: unknown, server: string): AuditClientError {
	return new AuditClientError({
		code: 'network',
		message: `${server} can't be reached from this page, or the connection was cut: check the address and the network, and that the server allows this page's origin (TOOL_AUDIT_CORS_ORIGINS).`,
		retryable: true,
		cause,
	});
}

/** Whether the error of an answer is one of the network, and not of what was received. */
export function isOfNetwork({ cause }: { cause?: unknown }): boolean {
	return (cause as Error | undefined)?.name === 'TypeError';
}

/** A copy of an error: calls that shared a request do not share an error object. */
export function copyOf(error: AuditClientError): AuditClientError {
	return new AuditClientError(error);
}
