import { filterSchema } from '@tool-audit/core/filter-schema';
import { tracked } from '@trpc/server';
import * as z from 'zod';
import { callSchema } from '../audit/call.ts';
import { isComplete } from '../audit/complete.ts';
import * as inputs from '../audit/inputs.ts';
import { secretsAnswer } from '../audit/secrets-answer.ts';
import { whileAllowed } from '../audit/while-allowed.ts';
import { mayStillRead, isPrincipalValid } from '../auth/principal.ts';
import { refusable } from '../errors.ts';
import { found } from '../refusal.ts';
import {
	adminProcedure,
	readAllProcedure,
	readLogProcedure,
	readProcedure,
	router,
	writeLogProcedure,
} from '../trpc.ts';

const { day, name } = inputs;
/** The newest day to look at. Today by default. */
const toDay = day.optional();
const filter = filterSchema.optional();
const daySpan = { fromDay: day.optional(), toDay: day.optional() };

export const auditRouter = router({
	listUsers: readAllProcedure.query(async ({ ctx, signal }) => ({
		users: await ctx.users.list({ signal }),
	})),

	listDays: readLogProcedure
		.input(z.object({ budgetMs: inputs.budgets.list }))
		.query(async ({ ctx, input: { budgetMs }, signal }) => {
			const days = await ctx.log.listDays(ctx.user, { budgetMs, signal });
			const notDays = await ctx.log.notDays(ctx.user, { signal });
			return {
				days,
				complete: isComplete(days),
				today: ctx.zone.dayOf(Date.now()),
				timeZone: ctx.zone.name,
				...(notDays.count > 0 && { notDays }),
			};
		}),

	readDay: readLogProcedure
		.input(
			z.object({
				day,
				from: inputs.from,
				limit: inputs.limits.page,
				order: inputs.order,
				filter,
			}),
		)
		.query(({ ctx, input: { day, user: _, ...options }, signal }) =>
			ctx.log.readDay(ctx.user, day, { ...options, signal }),
		),

	recent: readLogProcedure
		.input(
			z.object({
				...{ days: inputs.days, toDay, limit: inputs.limits.page, filter },
				budgetMs: inputs.budgets.recent,
			}),
		)
		.query(({ ctx, input: { user: _, ...options }, signal }) =>
			ctx.log.recent(ctx.user, { ...options, signal }),
		),

	recentAllUsers: readAllProcedure
		.input(
			z
				.object({
					...{ days: inputs.days, toDay, limit: inputs.limits.recentAllUsers, filter },
					budgetMs: inputs.budgets.recent,
				})
				.prefault({}),
		)
		.query(async ({ ctx, input, signal }) => {
			await ctx.accessAudit.note(ctx.principal, {});
			return ctx.log.recentAllUsers({ ...input, signal });
		}),

	entry: readLogProcedure
		.input(z.object({ day, ref: name, rawFrom: inputs.from }))
		.query(async ({ ctx, input: { day, ref, rawFrom }, signal }) =>
			found(
				await ctx.log.entry(ctx.user, day, ref, { rawFrom, signal }),
				'This day has no such row. The link may be for another day or user, or the file has changed.',
			),
		),

	summary: readLogProcedure
		.input(z.object({ day, filter }))
		.query(({ ctx, input: { day, filter }, signal }) =>
			ctx.log.summary(ctx.user, day, { filter, signal }),
		),

	summaryOverDays: readLogProcedure
		.input(z.object({ ...daySpan, filter, budgetMs: inputs.budgets.summary }))
		.query(({ ctx, input: { user: _, ...options }, signal }) =>
			ctx.log.summaryOverDays(ctx.user, { ...options, signal }),
		),

	summaryAllUsers: readAllProcedure
		.input(z.object({ ...daySpan, filter, budgetMs: inputs.budgets.summary }).prefault({}))
		.query(async ({ ctx, input, signal }) => {
			await ctx.accessAudit.note(ctx.principal, {});
			return ctx.log.summaryAllUsers({ ...input, signal });
		}),

	search: readLogProcedure
		.input(
			z.object({
				...daySpan,
				filter: filterSchema,
				cursor: name.optional(),
				limit: inputs.limits.search,
				budgetMs: inputs.budgets.search,
			}),
		)
		.query(({ ctx, input: { user: _, ...options }, signal }) =>
			ctx.log.search(ctx.user, { ...options, signal }),
		),

	/**
	 * What is counted already of the secrets in the caller's own log, and of no other: also an admin can't see where
	 * another user's secrets are. Counting goes on in the background.
	 */
	secrets: readProcedure
		.input(z.strictObject({ rows: inputs.secretRows }).prefault({}))
		.query(async ({ ctx, input, signal }) => {
			const { user } = ctx.principal.account;
			const counted = await ctx.log.countedSecrets(user, { signal });
			if (counted.missing.length > 0) ctx.countSecretsSoon(user);
			return secretsAnswer(counted, input.rows);
		}),

	/**
	 * Rows as they are appended, after those that are there since an instant. `lastEventId` is what a client sends
	 * automatically when it reconnects.
	 */
	tail: readLogProcedure
		.input(
			z.object({
				...{ after: name.optional(), lastEventId: name.optional(), filter },
				since: inputs.instant.optional(),
			}),
		)
		.subscription(async function* ({ ctx, input, signal }) {
			const listening = {
				...{ signal, stopping: ctx.stopping },
				enter: () => ctx.streams.open(ctx.principal.account.id),
				isAllowed: () => mayStillRead(ctx.accounts, ctx.principal, ctx.user),
			};
			const after = input.lastEventId ?? input.after;
			const events = whileAllowed(listening, (signal) =>
				ctx.log.tail(ctx.user, { after, since: input.since, filter: input.filter, signal }),
			);
			for await (const event of refusable(events)) yield tracked(event.cursor, event);
		}),

	/**
	 * Events that say which days change, without their rows: one stream over all logs that the account may read. It
	 * has nothing that is not in the lists of days, so an admin's subscription does not count as reading other
	 * users' logs.
	 */
	changes: readProcedure.subscription(async function* ({ ctx, signal }) {
		const { principal } = ctx;
		const { role, user } = principal.account;
		const listening = {
			...{ signal, stopping: ctx.stopping },
			enter: () => ctx.streams.open(principal.account.id),
			isAllowed: () => isPrincipalValid(ctx.accounts, principal),
			// A changed role changes which logs may be read.
			isSame: () => ctx.accounts.people.byId(principal.account.id)?.role === role,
		};
		const users = role === 'admin' ? undefined : [user];
		yield* refusable(whileAllowed(listening, (signal) => ctx.log.changes({ users, signal })));
	}),

	/** A second call with the same `id` is not recorded: it is answered with the receipt of the first. */
	record: writeLogProcedure
		.input(callSchema)
		.mutation(({ ctx, input: { id, at, result_chars: resultChars, ...input } }) => {
			const call = { ...input, user: ctx.user };
			// The clock of another machine may be ahead of this one.
			const startMs = at === undefined ? undefined : Math.min(Date.parse(at), Date.now());
			const options = { at: startMs, resultChars };
			if (id === undefined) return ctx.log.record(call, options);
			return ctx.recordOnce.record(call, { ...options, id });
		}),

	/** The state of this server's own recorder. It does not know what agents write to files themselves. */
	recorder: adminProcedure.query(({ ctx }) => {
		const { written, queued, failed, lost, unconfirmed, failingSince, lastFailure } =
			ctx.log.recorderStats();
		return { written, queued, failed, lost, unconfirmed, failingSince, lastFailure };
	}),
});
