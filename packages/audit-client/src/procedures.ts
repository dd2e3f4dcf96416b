/** The procedures as objects with methods, over a transport. */
import { AUDIT_PROCEDURES, type AuditApi, type HealthQuery, type StreamCallbacks } from './api.ts';
import { atCaller, callerOf } from './caller-stack.ts';
import { CALL_OPTIONS, checkOptions } from './check-options.ts';
import { listen } from './listen.ts';
import type { CallOptions, Logger } from './options.ts';
import type { Transport } from './transport.ts';

const SUBSCRIBE_OPTIONS = [
	...CALL_OPTIONS,
	...['onStarted', 'onData', 'onError', 'onStopped', 'onComplete', 'onConnectionStateChange'],
];

export function createProcedures(
	transport: Transport,
	logger: Logger,
): { audit: AuditApi; health: HealthQuery } {
	const audit = Object.fromEntries(
		Object.entries(AUDIT_PROCEDURES).map(([name, kind]) => [
			name,
			procedure({ transport, logger }, kind, `audit.${name}`),
		]),
	);
	return {
		audit: audit as unknown as AuditApi,
		health: procedure({ transport, logger }, 'query', 'health') as HealthQuery,
	};
}

function procedure(
	{ transport, logger }: { transport: Transport; logger: Logger },
	kind: 'query' | 'mutation' | 'subscription',
	path: string,
): object {
	if (kind === 'subscription') {
		return {
			subscribe(input: unknown, callbacks: StreamCallbacks<unknown> & CallOptions = {}) {
				checkOptions('subscribe', callbacks, SUBSCRIBE_OPTIONS);
				return listen(transport, { path, input: input ?? {}, logger }, callbacks);
			},
		};
	}
	async function call(input?: unknown, options: CallOptions = {}): Promise<unknown> {
		checkOptions('A call', options, [...CALL_OPTIONS, 'batch']);
		const caller = callerOf(call);
		try {
			return await transport.call(kind as 'query', path, input, options);
		} catch (error) {
			throw atCaller(error, caller);
		}
	}
	return kind === 'query' ? { query: call } : { mutate: call };
}
