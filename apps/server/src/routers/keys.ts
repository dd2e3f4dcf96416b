import * as z from 'zod';
import { KEY_DAYS_MAX, keyNameSchema, SCOPES } from '../auth/account.ts';
import { peopleProcedure, router } from '../trpc.ts';

const ID_CHARS_MAX = 64;

export const keysRouter = router({
	list: peopleProcedure.query(({ ctx }) => ({
		keys: ctx.accounts.keys.list(ctx.caller.account.id),
	})),

	create: peopleProcedure
		.input(
			z.object({
				name: keyNameSchema,
				scopes: z.array(z.enum(SCOPES)).min(1, 'Choose what the key may do.').max(SCOPES.length),
				expiresInDays: z.int().min(1).max(KEY_DAYS_MAX).optional(),
			}),
		)
		.mutation(({ ctx, input }) => ctx.accounts.keys.create(ctx.caller.account.id, input)),

	revoke: peopleProcedure
		.input(z.object({ id: z.string().max(ID_CHARS_MAX) }))
		.mutation(({ ctx, input }) => {
			ctx.accounts.keys.revoke(ctx.caller.account.id, input.id);
			return null;
		}),
});
