import * as z from 'zod';
import { passwordSchema, ROLES, usernameSchema } from '@tool-audit/accounts/account';
import { userSchema } from '../auth/user.ts';
import { adminProcedure, router } from '../trpc.ts';

const ID_CHARS_MAX = 64;
const byId = z.object({ id: z.string().max(ID_CHARS_MAX) });

export const accountsRouter = router({
	list: adminProcedure.query(async ({ ctx }) => ({
		accounts: ctx.accounts.people.list(),
		unclaimedUsers: await ctx.users.unclaimed(),
	})),

	create: adminProcedure
		.input(
			z.object({
				username: usernameSchema,
				role: z.enum(ROLES),
				user: userSchema.optional(),
				password: passwordSchema.optional(),
			}),
		)
		.mutation(({ ctx, input }) => ctx.accounts.people.create(input)),

	setRole: adminProcedure
		.input(byId.extend({ role: z.enum(ROLES) }))
		.mutation(({ ctx, input }) => ({
			account: ctx.accounts.people.setRole(input.id, input.role),
		})),

	setPassword: adminProcedure
		.input(byId.extend({ password: passwordSchema.optional() }))
		.mutation(({ ctx, input }) => ctx.accounts.people.setPassword(input.id, input.password)),

	setDisabled: adminProcedure
		.input(byId.extend({ disabled: z.boolean() }))
		.mutation(({ ctx, input }) => ({
			account: ctx.accounts.people.setDisabled(input.id, input.disabled),
		})),
});
