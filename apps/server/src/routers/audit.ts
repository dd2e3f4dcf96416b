import {
	PAGE_LIMIT_MAX,
	RECENT_DAYS_MAX,
	SEARCH_LIMIT_MAX,
	SECRET_ROWS_MAX,
} from '@tool-audit/core';
import { filterSchema } from '@tool-audit/core/filter-schema';
import { tracked } from '@trpc/server';
import * as z from 'zod';
import {
	BUDGET_MAX_MS,
	LIST_BUDGET_MS,
	RECENT_BUDGET_MS,
	SEARCH_BUDGET_MS,
	SUMMARY_BUDGET_MS,
} from '../audit/budgets.ts';
import { callSchema } from '../audit/call.ts';
import { isComplete } from '../audit/complete.ts';
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

const PAGE_LIMIT = 200;
const RECENT_DAYS = 7;
const RECENT_ALL_LIMIT = 500;
const SEARCH_LIMIT = 100;
/** Rows of a day that name secrets; all are counted. */
const SECRET_ROWS = 100;
const NAME_CHARS_MAX = 1_000;

const day = z.iso.date('Give a calendar date that exists, as YYYY-MM-DD.');
const limit = z.int().min(1).max(PAGE_LIMIT_MAX);
const days = z.int().min(1).max(RECENT_DAYS_MAX).default(RECENT_DAYS);
/** The newest day to look at. Today by default. */
const toDay = day.optional();
const filter = filterSchema.optional();
const budgetMs = z.int().min(0).max(BUDGET_MAX_MS);
const daySpan = { fromDay: day.optional(), toDay: day.optional() };
/** A ref or cursor from an earlier answer. */
const name = z.string().max(NAME_CHARS_MAX);

export const auditRouter = router({
	listUsers: readAllProcedure.query(async ({ ctx, signal }) => ({
		users: await ctx.users.list({ signal }),
	})),

	listDays: readLogProcedure
		.input(z.object({ budgetMs: budgetMs.default(LIST_BUDGET_MS) }))
		.query(async ({ ctx, input: { budgetMs }, signal }) => {
			const days = await ctx.log.listDays(ctx.user, { budgetMs, signal });
			return {
				days,
				complete: isComplete(days),
				today: ctx.zone.dayOf(Date.now()),
				timeZone: ctx.zone.name,
			};
		}),

	readDay: readLogProcedure
		.input(
			z.object({
				day,
				from: z.int().min(0).default(0),
				limit: limit.default(PAGE_LIMIT),
				order: z.enum(['asc', 'desc']).default('asc'),
				filter,
			}),
		)
		.query(({ ctx, input: { day, user: _, ...options }, signal }) =>
			ctx.log.readDay(ctx.user, day, { ...options, signal }),
		),

	recent: readLogProcedure
		.input(
			z.object({
				...{ days, toDay, limit: limit.default(PAGE_LIMIT), filter },
				budgetMs: budgetMs.default(RECENT_BUDGET_MS),
			}),
		)
		.query(({ ctx, input: { user: _, ...options }, signal }) =>
			ctx.log.recent(ctx.user, { ...options, signal }),
		),

	recentAllUsers: readAllProcedure
		.input(
			z
				.object({
					...{ days, toDay, limit: limit.default(RECENT_ALL_LIMIT), filter },
					budgetMs: budgetMs.default(RECENT_BUDGET_MS),
				})
				.prefault({}),
		)
		.query(async ({ ctx, input, signal }) => {
			await ctx.accessAudit.note(ctx.principal, {});
			return ctx.log.recentAllUsers({ ...input, signal });
		}),

	entry: readLogProcedure
		.input(z.object({ day, ref: name, rawFrom: z.int().min(0).default(0) }))
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
		.input(z.object({ ...daySpan, filter, budgetMs: budgetMs.default(SUMMARY_BUDGET_MS) }))
		.query(({ ctx, input: { user: _, ...options }, signal }) =>
			ctx.log.summaryOverDays(ctx.user, { ...options, signal }),
		),

	summaryAllUsers: readAllProcedure
		.input(
			z.object({ ...daySpan, filter, budgetMs: budgetMs.default(SUMMARY_BUDGET_MS) }).prefault({}),
		)
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
				limit: z.int().min(1).max(SEARCH_LIMIT_MAX).default(SEARCH_LIMIT),
				budgetMs: budgetMs.default(SEARCH_BUDGET_MS),
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
		.input(
			z
				.strictObject({ rows: z.int().min(0).max(SECRET_ROWS_MAX).default(SECRET_ROWS) })
				.prefault({}),
		)
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
				since: z.iso.datetime({ offset: true }).optional(),
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
		.mutation(({ ctx, input: { id, result_chars: resultChars, ...input } }) => {
			const call = { ...input, user: ctx.user };
			if (id === undefined) return ctx.log.record(call, { resultChars });
			return ctx.recordOnce.record(call, { id, resultChars });
		}),

	/** The state of this server's own recorder. It does not know what agents write to files themselves. */
	recorder: adminProcedure.query(({ ctx }) => {
		const { written, queued, failed, lost, unconfirmed, failingSince, lastFailure } =
			ctx.log.recorderStats();
		return { written, queued, failed, lost, unconfirmed, failingSince, lastFailure };
	}),
});
