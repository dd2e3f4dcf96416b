import { filterSchema, PAGE_LIMIT_MAX, RECENT_DAYS_MAX } from '@tool-audit/core';
import * as z from 'zod';
import { callSchema } from '../audit/call.ts';
import { found } from '../refusal.ts';
import { readAllProcedure, readLogProcedure, router, writeLogProcedure } from '../trpc.ts';

const PAGE_LIMIT = 200;
const RECENT_DAYS = 7;
const RECENT_ALL_LIMIT = 500;
const REF_CHARS_MAX = 200;

const day = z.iso.date('Give a calendar date that exists, as YYYY-MM-DD.');
const limit = z.int().min(1).max(PAGE_LIMIT_MAX);
const days = z.int().min(1).max(RECENT_DAYS_MAX).default(RECENT_DAYS);
const filter = filterSchema.optional();

export const auditRouter = router({
	listUsers: readAllProcedure.query(async ({ ctx }) => ({ users: await ctx.users.list() })),

	listDays: readLogProcedure.query(async ({ ctx }) => ({
		days: await ctx.log.listDays(ctx.user),
		today: ctx.zone.dayOf(Date.now()),
		timeZone: ctx.zone.name,
	})),

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
		.query(({ ctx, input: { day, user: _, ...options } }) =>
			ctx.log.readDay(ctx.user, day, options),
		),

	recent: readLogProcedure
		.input(z.object({ days, limit: limit.default(PAGE_LIMIT), filter }))
		.query(({ ctx, input: { user: _, ...options } }) => ctx.log.recent(ctx.user, options)),

	recentAllUsers: readAllProcedure
		.input(z.object({ days, limit: limit.default(RECENT_ALL_LIMIT), filter }).prefault({}))
		.query(({ ctx, input }) => ctx.log.recentAllUsers(input)),

	entry: readLogProcedure
		.input(z.object({ day, ref: z.string().max(REF_CHARS_MAX) }))
		.query(async ({ ctx, input }) =>
			found(
				await ctx.log.entry(ctx.user, input.day, input.ref),
				'There is no such line in this day. Look for it in the day itself.',
			),
		),

	record: writeLogProcedure
		.input(callSchema)
		.mutation(({ ctx, input }) => ctx.log.record({ ...input, user: ctx.user })),
});
