import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { adminProcedure, confirmedProcedure, peopleProcedure, router } from '../trpc.ts';

const DAY_MS = 86_400_000;
const NAME_CHARS_MAX = 50;
const SINCE_DAYS_MAX = 3_650;
const FINGERPRINT_CHARS = 64;

const agent = z.object({ agent: z.string().max(NAME_CHARS_MAX) });
const fingerprint = { fingerprint: z.string().length(FINGERPRINT_CHARS) };
const since = { sinceDays: z.int().min(1).max(SINCE_DAYS_MAX).optional() };

const sinceMsOf = (days: number | undefined): number | undefined =>
	days === undefined ? undefined : Date.now() - days * DAY_MS;

/** For admins whose browser runs on the server's own machine. */
const localProcedure = adminProcedure.use(({ ctx, next }) => {
	if (ctx.local === null) {
		throw new Refusal(
			'FORBIDDEN',
			'Agents can be connected here only on the machine that the server runs on. Use tool-audit capture there.',
		);
	}
	return next({ ctx: { local: ctx.local, user: ctx.principal.account.user } });
});

/** The same, with the password once more: it changes files, or writes much. */
const confirmedLocalProcedure = localProcedure.concat(confirmedProcedure);

export const captureRouter = router({
	/** The agents on the server's machine, if the caller may connect them from here. */
	agents: peopleProcedure.query(async ({ ctx }) => {
		const { role, user } = ctx.principal.account;
		if (ctx.local === null || role !== 'admin') return { local: false, agents: [] };
		return { local: true, agents: await ctx.local.agents.list(user) };
	}),

	/** The agents on the server's machine whose calls could not be recorded lately, if the caller may mend it from here. */
	failing: peopleProcedure.query(({ ctx }) => ({
		agents:
			ctx.local !== null && ctx.principal.account.role === 'admin'
				? ctx.local.agents.failing()
				: [],
	})),

	previewConnect: localProcedure
		.input(agent)
		.query(({ ctx, input }) => ctx.local.agents.previewConnect(input.agent, ctx.user)),

	connect: confirmedLocalProcedure.input(agent.extend(fingerprint)).mutation(({ ctx, input }) => {
		ctx.local.agents.connect(input.agent, ctx.user, input.fingerprint);
		return null;
	}),

	previewDisconnect: localProcedure
		.input(agent)
		.query(({ ctx, input }) => ctx.local.agents.previewDisconnect(input.agent)),

	disconnect: confirmedLocalProcedure
		.input(agent.extend(fingerprint))
		.mutation(({ ctx, input }) => {
			ctx.local.agents.disconnect(input.agent, input.fingerprint);
			return null;
		}),

	/** What an import would bring: calls by day and status. */
	previewImport: localProcedure.input(agent.extend(since)).query(({ ctx, input, signal }) => {
		const { agents, imports } = ctx.local;
		return imports.preview(agents.agent(input.agent), ctx.user, sinceMsOf(input.sinceDays), signal);
	}),

	/** Starts an import into the own log; `importState` tells how far it is. */
	import: confirmedLocalProcedure.input(agent.extend(since)).mutation(({ ctx, input }) => {
		const { agents, imports } = ctx.local;
		imports.start(agents.agent(input.agent), ctx.user, sinceMsOf(input.sinceDays));
		return null;
	}),

	importState: localProcedure.query(({ ctx }) => ({
		import: ctx.local.imports.stateOf(ctx.user),
	})),

	cancelImport: localProcedure.mutation(({ ctx }) => {
		ctx.local.imports.cancel(ctx.user);
		return null;
	}),
});
