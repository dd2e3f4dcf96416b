import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { LIST_BUDGET_MS } from '../audit/budgets.ts';
import { isComplete } from '../audit/complete.ts';
import { toJsonArray } from '../audit/day-json.ts';
import { requireScope } from '../auth/principal.ts';
import type { Services } from '../services.ts';
import { principalOf } from './credentials.ts';
import { filterOf } from './filter-query.ts';
import { goneSignal } from './gone.ts';
import { createOpenApi } from './openapi.ts';
import { parse } from './parse.ts';
import { dayQuery } from './queries.ts';

/** Two endpoints for programs that are not TypeScript, and their description. */
export function addAuditApi(app: FastifyInstance, services: Services): void {
	app.get('/api/audit/files', async (request, reply) => {
		const { account } = requireScope(await principalOf(services, request, reply), 'audit:read');
		const days = await services.log.listDays(account.user, {
			budgetMs: LIST_BUDGET_MS,
			signal: goneSignal(reply),
		});
		const unreadable = days.flatMap(({ day, unreadable }) =>
			unreadable ? [{ date: day, message: unreadable.message }] : [],
		);
		return {
			dates: days.filter(({ unreadable }) => !unreadable).map(({ day }) => day),
			...(unreadable.length > 0 && { unreadable }),
			...(!isComplete(days) && { complete: false }),
		};
	});

	app.get('/api/audit/day', async (request, reply) => {
		const { account } = requireScope(await principalOf(services, request, reply), 'audit:read');
		const { date, ...asked } = parse(dayQuery, request.query);
		const rows = services.log.rows(account.user, date, {
			filter: filterOf(asked),
			signal: goneSignal(reply),
		});
		const { matched } = await rows.count();
		void reply.header('x-total-rows', matched).type('application/json; charset=utf-8');
		if (request.method === 'HEAD') {
			await rows[Symbol.asyncDispose]();
			return reply.send(Readable.from([]));
		}
		return reply.send(Readable.from(toJsonArray(rows, () => null)));
	});

	const document = createOpenApi(services.version);
	app.get('/api/openapi.json', () => document);
}
