import { PASSWORD_CHARS_MAX } from '@tool-audit/accounts/rules';
import { initTRPC } from '@trpc/server';
import * as z from 'zod';
import { user } from './audit/inputs.ts';
import { requireAdmin, requirePerson, requireScope, resolveUser } from './auth/principal.ts';
import type { Context } from './context.ts';
import { toErrorShape, toTRPCError } from './errors.ts';
import { Refusal } from './refusal.ts';

/** An open stream sends a ping at this interval … */
export const PING_INTERVAL_MS = 15_000;
/** … and a client that receives nothing for this long reconnects. */
const RECONNECT_AFTER_SILENCE_MS = 40_000;
export const STREAM_CLIENT = { reconnectAfterInactivityMs: RECONNECT_AFTER_SILENCE_MS };

const t = initTRPC.context<Context>().create({
	// Not from NODE_ENV, which is often not set: a stack must not reach a client.
	isDev: false,
	errorFormatter: toErrorShape,
	sse: {
		ping: { enabled: true, intervalMs: PING_INTERVAL_MS },
		client: STREAM_CLIENT,
	},
});

export const { router, createCallerFactory } = t;

/** For all clients. Converts expected errors to their codes, once for all procedures. */
export const publicProcedure = t.procedure.use(async ({ next }) => {
	const result = await next();
	if (!result.ok) throw toTRPCError(result.error);
	return result;
});

/** For all clients except browser apps of other origins: what is only for the page of this server. */
export const pageProcedure = publicProcedure.use(({ ctx, next }) => {
	if (ctx.isApp) {
		throw new Refusal(
			'FORBIDDEN',
			'Apps of other sites can only use the log. Open this server’s own page.',
		);
	}
	return next();
});

/** For people, not for keys. */
export const peopleProcedure = pageProcedure.use(({ ctx, next }) =>
	next({ ctx: { principal: requirePerson(ctx.principal) } }),
);

/** For people who give their password once more: what is created or changed outlives the session. */
export const confirmedProcedure = peopleProcedure
	.input(z.object({ password: z.string().max(PASSWORD_CHARS_MAX) }))
	.use(async ({ ctx, input, next }) => {
		const { username } = ctx.principal.account;
		await ctx.attempts.attempt({ account: username, address: ctx.address }, () =>
			ctx.accounts.sessions.confirmPassword(username, input.password),
		);
		return next();
	});

/** For people who are admins. */
export const adminProcedure = pageProcedure.use(({ ctx, next }) =>
	next({ ctx: { principal: requireAdmin(requirePerson(ctx.principal)) } }),
);

const ownerInput = z.object({ user });

/** For people, and for keys with the scope `audit:read`. */
export const readProcedure = publicProcedure.use(({ ctx, next }) =>
	next({ ctx: { principal: requireScope(ctx.principal, 'audit:read') } }),
);

/** For admins, and for their keys with the scope `audit:read`: all logs. */
export const readAllProcedure = readProcedure.use(({ ctx, next }) =>
	next({ ctx: { principal: requireAdmin(ctx.principal) } }),
);

const dayOfReading = z.object({ day: z.iso.date().optional() });

/** For reading one log: that of `ctx.user`. Reading another user's log is recorded in one's own. */
export const readLogProcedure = readProcedure
	.input(ownerInput)
	.use(async ({ ctx, input, getRawInput, signal, next }) => {
		const user = await resolveUser(ctx.principal, input.user, ctx.users, { signal });
		if (user !== ctx.principal.account.user) {
			const { data } = dayOfReading.safeParse(await getRawInput());
			await ctx.accessAudit.note(ctx.principal, { user, day: data?.day });
		}
		return next({ ctx: { user } });
	});

/** For people, and for keys with the scope `audit:write`: writes to the log of `ctx.user`. */
export const writeLogProcedure = publicProcedure
	.use(({ ctx, next }) => next({ ctx: { principal: requireScope(ctx.principal, 'audit:write') } }))
	.input(ownerInput)
	.use(async ({ ctx, input, next }) => {
		const purpose = 'record into';
		const user = await resolveUser(ctx.principal, input.user, ctx.users, { purpose });
		return next({ ctx: { user } });
	});
