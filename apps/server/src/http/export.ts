import { type Filter, filterSchema, type JsonObject } from '@tool-audit/core';
import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { doneWith } from '../audit/readings.ts';
import { requireScope, resolveUser } from '../auth/caller.ts';
import { FORMATS } from '../export/formats.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { attachment } from './attachment.ts';
import { callerOf } from './credentials.ts';
import { parse } from './parse.ts';
import { exportQuery } from './queries.ts';

function parseFilter(text: string | undefined): Filter | undefined {
	if (text === undefined) return undefined;
	try {
		return filterSchema.parse(JSON.parse(text));
	} catch {
		throw new Refusal(
			'BAD_REQUEST',
			'Give the filter as JSON, in the form that audit.readDay takes.',
		);
	}
}

/**
 * Everything that a filter leaves of a day, as a file. What was taken away, and by whom, is an entry in
 * the log of who took it.
 */
export function addExport(app: FastifyInstance, services: Services): void {
	app.get('/api/audit/export', async (request, reply) => {
		const caller = requireScope(await callerOf(services, request, reply), 'audit:read');
		const { day, format, ...asked } = parse(exportQuery, request.query);
		const filter = parseFilter(asked.filter);
		const user = await resolveUser(caller, asked.user, services.users);
		const { total, matched = total } = await services.log.readDay(user, day, { limit: 1, filter });
		await services.log.record({
			user: caller.account.user,
			tool: 'tool_audit.export',
			args: {
				user,
				day,
				format,
				...(filter ? { filter: filter as JsonObject } : {}),
				...doneWith(caller),
			},
			status: 'ok',
			result: `${matched} of ${total} rows`,
		});
		const gone = new AbortController();
		reply.raw.on('close', () => gone.abort());
		const rows = services.log.rows(user, day, { filter, signal: gone.signal });
		void reply
			.header('content-disposition', attachment(`${user}-${day}.${format}`))
			.header('x-total-rows', matched)
			.type(FORMATS[format].type);
		return reply.send(Readable.from(FORMATS[format].write(rows)));
	});
}
