/**
 * `GET /trpc/audit.readDay` with the same answer as tRPC, for a fraction of its time. tRPC writes a page as JSON from
 * objects, and sends it through three streams. Here its bytes come from the log, where most of them are copied from the
 * file, and go out as one buffer. The procedure reads the input and decides who may read what. What is not a single call
 * with an input, and every failure, is answered by tRPC.
 */
import type { Page, PageJson } from '@tool-audit/core';
import {
	fastifyRequestHandler,
	type FastifyTRPCPluginOptions,
} from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Context, createContext } from '../context.ts';
import { type AppRouter, appRouter } from '../router.ts';
import type { Services } from '../services.ts';
import { goneSignal } from './gone.ts';
import { sendJson } from './send-json.ts';
import { createTurns } from './turns.ts';

const PATH = 'audit.readDay';
const [BEFORE, BEHIND] = [Buffer.from('{"result":{"data":'), Buffer.from('}}')];
/** As many as there is memory for in core. A page of a day with an index takes some milliseconds; a filter may take seconds. */
const TURNS = { atOnce: 8, turnMs: 100 };
/** The page goes past the procedure. */
const NO_PAGE: Page = { day: '', total: 0, entries: [], damaged: [] };

export interface DayPagesOptions {
	trpc: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'];
	/** What a cache has to compare, as tRPC says it. */
	vary: string;
}

export function addDayPages(
	app: FastifyInstance,
	services: Services,
	{ trpc, vary }: DayPagesOptions,
): void {
	/**
	 * Hundreds of pages in work at once are all late, and so is what else the server does: each of their steps waits behind
	 * those of all the others.
	 */
	const inTurn = createTurns(TURNS);
	const headers = { 'content-type': 'application/json', vary };

	/** With the context that the request has already, if it has one. */
	function answerByTRPC(req: FastifyRequest, res: FastifyReply, context?: Context): Promise<void> {
		const given = context && { createContext: () => context };
		return fastifyRequestHandler({ ...trpc, ...given, req, res, path: PATH });
	}

	app.get(`/trpc/${PATH}`, { exposeHeadRoute: false }, async (request, reply) => {
		const input = singleInput(request);
		if (input === undefined) return answerByTRPC(request, reply);
		return inTurn(() => answer(request, reply, input));
	});

	async function answer(
		request: FastifyRequest,
		reply: FastifyReply,
		input: unknown,
	): Promise<FastifyReply | void> {
		let context: Context | undefined;
		let page: PageJson;
		try {
			context = await createContext(services, request, reply);
			page = await readPage(context, input, goneSignal(reply));
		} catch (cause) {
			return answerByTRPC(request, reply, context && failing(context, cause as Error));
		}
		const sent = sendJson(request, reply.headers(headers), [BEFORE, page.bytes, BEHIND]);
		page.release();
		return await sent;
	}
}

/** The input of a request for one page; `undefined` for a batch, and for one that gives anything else, or no JSON. */
function singleInput({ query, headers }: FastifyRequest): unknown {
	const { input, ...others } = query as Record<string, unknown>;
	const isSingle = Object.keys(others).length === 0 && headers['trpc-accept'] === undefined;
	if (!isSingle || typeof input !== 'string') return undefined;
	try {
		return JSON.parse(input);
	} catch {
		return undefined;
	}
}

/** The page as JSON, if the procedure lets this principal read it. */
async function readPage(context: Context, input: unknown, signal: AbortSignal): Promise<PageJson> {
	let page: PageJson | undefined;
	const log: Context['log'] = {
		...context.log,
		async readDay(...asked) {
			page = await context.log.readDayJson(...asked);
			return NO_PAGE;
		},
	};
	await appRouter.createCaller({ ...context, log }, { signal }).audit.readDay(input as never);
	return page!;
}

/** A context in which reading a page fails again: what was read and looked at before must not have another outcome. */
function failing(context: Context, cause: Error): Context {
	const readDay = () => Promise.reject(cause);
	return { ...context, log: { ...context.log, readDay } };
}
