import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import type * as z from 'zod';
import { LIST_BUDGET_MS } from '../audit/budgets.ts';
import { isComplete } from '../audit/complete.ts';
import { toJsonArray } from '../audit/day-json.ts';
import { requireScope } from '../auth/principal.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { principalOf } from './credentials.ts';
import { filterOf } from './filter-query.ts';
import { goneSignal } from './gone.ts';
import { parseQuery } from './parse.ts';
import { dayQuery } from './queries.ts';

/** The two endpoints of version 1.0 for programs that are not TypeScript. Their answers don't change. */
export function addAuditApi(app: FastifyInstance, services: Services): void {
	app.get('/api/audit/files', async (request, reply) => {
		const { account } = requireScope(await principalOf(services, request, reply), 'audit:read');
		const signal = goneSignal(reply);
		const days = await services.log.listDays(account.user, { budgetMs: LIST_BUDGET_MS, signal });
		const notDays = await services.log.notDays(account.user, { signal });
		const unreadable = days.flatMap(({ day, unreadable }) =>
			unreadable ? [{ date: day, message: unreadable.message }] : [],
		);
		return {
			dates: days.filter(({ unreadable }) => !unreadable).map(({ day }) => day),
			...(unreadable.length > 0 && { unreadable }),
			...(!isComplete(days) && { complete: false }),
			...(notDays.count > 0 && { notDays }),
		};
	});

	app.get('/api/audit/day', async (request, reply) => {
		const { account } = requireScope(await principalOf(services, request, reply), 'audit:read');
		const asked = parseQuery(dayQuery, request.query);
		const day = dayOf(asked);
		const rows = services.log.rows(account.user, day, {
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
}

/** `date` is the name of version 1.0. */
function dayOf({ day, date }: z.output<typeof dayQuery>): string {
	const named = day ?? date;
	if (named === undefined) {
		throw new Refusal('BAD_REQUEST', 'day: Give a calendar date that exists, as YYYY-MM-DD.');
	}
	if (date === undefined || date === named) return named;
	throw new Refusal('BAD_REQUEST', 'day and date differ. Give one of them.');
}
