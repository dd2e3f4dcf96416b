import { atCaller, callerOf } from './caller-stack.ts';
import type { AuditClient } from './client.ts';
import { checkNumbers } from './http/connection.ts';
import type { Logger } from './options.ts';
import { createProcedures } from './procedures.ts';
import type { Transport } from './transport.ts';
import { exportDay } from './walks/export.ts';
import { createPages } from './walks/pages.ts';
import { tailRows } from './walks/tail.ts';

/** A client over any transport. */
export function clientOver(transport: Transport, logger: Logger): AuditClient {
	const { audit, health } = createProcedures(transport);
	const pages = createPages(audit, logger);
	const client: AuditClient = {
		audit,
		health,
		tail(options = {}) {
			checkNumbers(options);
			return fromHere(client.tail, tailRows(transport, options));
		},
		days: (options = {}) => fromHere(client.days, pages.days(options)),
		rows: (day, options = {}) => fromHere(client.rows, pages.rows(day, options)),
		search: (options) => fromHere(client.search, pages.search(options)),
		recent: (options = {}) => fromHere(client.recent, pages.recent(options)),
		async export(day, options = {}) {
			const caller = callerOf(client.export);
			return exportDay(transport, day, options).catch((error: unknown) => {
				throw atCaller(error, caller);
			});
		},
	};
	return client;
}

/** The same values. An error's stack begins where the loop was begun. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
function fromHere<T>(method: Function, values: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
	const caller = callerOf(method);
	return (async function* () {
		try {
			yield* values;
		} catch (error) {
			throw atCaller(error, caller);
		}
	})();
}
