import { atCaller, callerOf } from './caller-stack.ts';
import type { AuditClient } from './client.ts';
import { CALL_OPTIONS, checkOptions } from './check-options.ts';
import type { Logger } from './options.ts';
import { createProcedures } from './procedures.ts';
import type { Transport } from './transport.ts';
import { exportDay } from './walks/export.ts';
import { loop } from './walks/loop.ts';
import type { ExportOptions, RowsOptions, TailOptions, WalkOptions } from './walks/options.ts';
import { createPages } from './walks/pages.ts';
import { tailRows } from './walks/tail.ts';

/** The options of each method that only it has. */
const OPTIONS = {
	tail: ['user', 'since', 'after', 'filter', 'onReconnect', 'onReset'],
	days: ['user'],
	rows: ['user', 'filter', 'order'],
	search: ['user', 'filter', 'fromDay', 'toDay', 'onUnreadable'],
	recent: ['user', 'days', 'filter', 'onUnreadable'],
	export: ['user', 'format', 'filter'],
};

function check(method: keyof typeof OPTIONS, options: object): void {
	checkOptions(`client.${method}`, options, [...OPTIONS[method], ...CALL_OPTIONS]);
}

/** A client over any transport. */
export function clientOver(transport: Transport, logger: Logger): AuditClient {
	const { audit, health } = createProcedures(transport, logger);
	const pages = createPages(audit, logger);

	/** A loop over pages. */
	function walk<T, Options extends WalkOptions>(
		name: 'days' | 'rows' | 'search' | 'recent',
		begin: (options: Options) => AsyncGenerator<T, void>,
		options: Options,
	): AsyncGenerator<T, void> {
		check(name, options);
		const how = { method: client[name], name: 'The loop', signal: options.signal };
		return loop(how, (signal) => begin({ ...options, signal }));
	}

	const client: AuditClient = {
		audit,
		health,
		tail(options: TailOptions = {}) {
			check('tail', options);
			const how = { method: client.tail, name: 'The tail', endsWithSignal: true };
			return loop({ ...how, signal: options.signal }, (signal) =>
				tailRows(transport, { ...options, signal }),
			);
		},
		days: (options = {}) => walk('days', pages.days, options),
		rows: (day, options = {}) => walk('rows', (how: RowsOptions) => pages.rows(day, how), options),
		search: (options) => walk('search', pages.search, options),
		recent: (options = {}) => walk('recent', pages.recent, options),
		async export(day, options: ExportOptions = {}) {
			check('export', options);
			const caller = callerOf(client.export);
			return exportDay(transport, day, options).catch((error: unknown) => {
				throw atCaller(error, caller);
			});
		},
	};
	return client;
}
