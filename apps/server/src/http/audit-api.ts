import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import * as z from 'zod';
import { entriesAsJson } from '../audit/entries-as-json.ts';
import { requireScope } from '../auth/caller.ts';
import { inputSentence } from '../errors.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { callerOf } from './credentials.ts';
import { createOpenApi } from './openapi.ts';

export const dayQuery = z.object({
	date: z.iso.date('Give a calendar date that exists, as YYYY-MM-DD.').meta({
		description: 'The day, as YYYY-MM-DD.',
	}),
});

export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw new Refusal('BAD_REQUEST', inputSentence(parsed.error));
	return parsed.data;
}

/** Two endpoints for programs that are not TypeScript, and their description. */
export function addAuditApi(app: FastifyInstance, services: Services): void {
	app.get('/api/audit/files', async (request, reply) => {
		const { account } = requireScope(await callerOf(services, request, reply), 'audit:read');
		const days = await services.log.listDays(account.user);
		return { dates: days.map(({ day }) => day) };
	});

	app.get('/api/audit/day', async (request, reply) => {
		const { account } = requireScope(await callerOf(services, request, reply), 'audit:read');
		const { date } = parse(dayQuery, request.query);
		const { total, json } = await entriesAsJson(services.log, account.user, date);
		void reply.header('x-total-rows', total).type('application/json; charset=utf-8');
		return reply.send(Readable.from(json));
	});

	const document = createOpenApi(services.version);
	app.get('/api/openapi.json', () => document);
}
