import { atCaller, callerOf } from './caller-stack.ts';
import type { AuditClient } from './client.ts';
import { checkNumbers } from './check-options.ts';
import type { Logger } from './options.ts';
import { createProcedures } from './procedures.ts';
import type { Transport } from './transport.ts';
import { exportDay } from './walks/export.ts';
import { loop } from './walks/loop.ts';
import { createPages, type RowsOptions, type WalkOptions } from './walks/pages.ts';
import { tailRows } from './walks/tail.ts';

/** A client over any transport. */
export function clientOver(transport: Transport, logger: Logger): AuditClient {
	const { audit, health } = createProcedures(transport, logger);
	const pages = createPages(audit, logger);
	const client: AuditClient = {
		audit,
		health,
		tail(options = {}) {
			checkNumbers(options);
			const how = { method: client.tail, name: 'The tail', endsWithSignal: true };
			return loop({ ...how, signal: options.signal }, (signal) =>
				tailRows(transport, { ...options, signal }),
			);
		},
		days: (options = {}) => walk(client.days, pages.days, options),
		rows: (day, options = {}) =>
			walk(client.rows, (how: RowsOptions) => pages.rows(day, how), options),
		search: (options) => walk(client.search, pages.search, options),
		recent: (options = {}) => walk(client.recent, pages.recent, options),
		async export(day, options = {}) {
			checkNumbers(options);
			const caller = callerOf(client.export);
			return exportDay(transport, day, options).catch((error: unknown) => {
				throw atCaller(error, caller);
			});
		},
	};
	return client;
}

/** A walk over pages. */
function walk<T, Options extends WalkOptions>(
	// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
	method: Function,
	begin: (options: Options) => AsyncGenerator<T, void>,
	options: Options,
): AsyncGenerator<T, void> {
	const how = { method, name: 'The loop', signal: options.signal };
	return loop(how, (signal) => begin({ ...options, signal }));
}
