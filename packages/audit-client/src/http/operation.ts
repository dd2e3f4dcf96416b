import type { Operation } from '@trpc/client';
import type { Connection } from './connection.ts';
import { CONTEXT, type OperationOptions } from './with-options.ts';

/** The options of a call alone. */
export function ownOptionsOf({ context }: Operation): OperationOptions {
	return context[CONTEXT] ?? {};
}

/** The options of a call: its own, else those of the client. */
export function optionsOf(operation: Operation, { defaults }: Connection): OperationOptions {
	const own = ownOptionsOf(operation);
	return {
		timeout: own.timeout ?? defaults.timeout,
		retries: own.retries ?? defaults.retries,
		batch: own.batch ?? defaults.batch,
		headers: own.headers,
	};
}
