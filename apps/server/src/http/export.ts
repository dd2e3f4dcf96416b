import type { Filter, StoredRow } from '@tool-audit/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { doneWith } from '../audit/access-audit.ts';
import { requireScope, resolveUser, type SignedInPrincipal } from '../auth/principal.ts';
import { type FormatName, FORMATS } from '../export/formats.ts';
import type { Services } from '../services.ts';
import { attachment } from './attachment.ts';
import { principalOf } from './credentials.ts';
import { filterOf } from './filter-query.ts';
import { goneSignal } from './gone.ts';
import { parse, parseQuery } from './parse.ts';
import { exportBody, exportQuery } from './queries.ts';

interface AskedExport {
	principal: SignedInPrincipal;
	user?: string | undefined;
	day: string;
	format: FormatName;
	filter?: Filter | undefined;
}

/** Counts sent rows: those that were passed on may have arrived, the others have not. */
function countSent(rows: AsyncIterable<StoredRow[]>) {
	let sent = 0;
	async function* batches(): AsyncGenerator<StoredRow[]> {
		for await (const batch of rows) {
			sent += batch.length;
			yield batch;
		}
	}
	return { batches: batches(), sent: () => sent };
}

/**
 * The rows of a day that match a filter, as a file. An export is recorded in the log of the account that makes it,
 * before the first row is sent. An export that ends early is recorded a second time, as an error. A HEAD request
 * exports nothing, and is recorded as reading.
 */
export function addExport(app: FastifyInstance, services: Services): void {
	/** The answers in progress. A server that stops cuts them, and then still records how they ended. */
	const ending = new Set<Promise<void>>();
	app.addHook('onClose', async () => void (await Promise.all(ending)));

	const readerOf = async (request: FastifyRequest, reply: FastifyReply) =>
		requireScope(await principalOf(services, request, reply), 'audit:read');

	app.get('/api/audit/export', async (request, reply) => {
		const principal = await readerOf(request, reply);
		const asked = parseQuery(exportQuery, request.query);
		return send(request, reply, { ...asked, principal, filter: filterOf(asked) });
	});

	// For a filter that is too long for an address.
	app.post('/api/audit/export', async (request, reply) => {
		const principal = await readerOf(request, reply);
		return send(request, reply, { ...parse(exportBody, request.body), principal });
	});

	async function send(request: FastifyRequest, reply: FastifyReply, asked: AskedExport) {
		const { principal, day, format, filter } = asked;
		const gone = goneSignal(reply);
		const user = await resolveUser(principal, asked.user, services.users, { signal: gone });
		const isOnlyCounted = request.method === 'HEAD';
		if (isOnlyCounted && user !== principal.account.user) {
			await services.accessAudit.note(principal, { user, day });
		}
		const rows = services.log.rows(user, day, { filter, signal: gone });
		const { total, matched } = await rows.count();
		void reply
			.header('content-disposition', attachment(`${user}-${day}.${format}`))
			.header('x-total-rows', matched)
			.type(FORMATS[format].type);
		if (isOnlyCounted) {
			await rows[Symbol.asyncDispose]();
			return reply.send(Readable.from([]));
		}

		const note = (status: 'ok' | 'error', result: string) =>
			services.log.record({
				user: principal.account.user,
				tool: 'tool_audit.export',
				args: {
					user,
					day,
					format,
					...(filter ? { filter } : {}),
					...doneWith(principal),
				},
				status,
				result,
				call_id: request.id,
			});
		await note('ok', `${matched} of ${total} rows to be sent`);
		const { batches, sent } = countSent(rows);
		const noteEnd = async () => {
			if (!gone.aborted) await once(gone, 'abort');
			if (reply.raw.writableFinished) return;
			try {
				await note('error', `Ended early, at most ${sent()} of ${matched} rows were sent`);
			} catch (error) {
				request.log.error({ err: error }, 'early end of an export not recorded');
			}
		};
		const end = noteEnd().finally(() => ending.delete(end));
		ending.add(end);
		return reply.send(Readable.from(FORMATS[format].write(batches)));
	}
}
