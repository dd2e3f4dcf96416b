import * as z from 'zod';
import { keyNameSchema, SCOPES } from '@tool-audit/accounts/account';
import { KEY_DAYS_MAX } from '@tool-audit/accounts/rules';
import { confirmedProcedure, peopleProcedure, router } from '../trpc.ts';

const ID_CHARS_MAX = 64;
/** Of a key that is copied into another machine's settings, and easily forgotten there. */
const PROGRAM_KEY_DAYS = 90;

export const keysRouter = router({
	list: peopleProcedure.query(({ ctx }) => ({
		keys: ctx.accounts.keys.list(ctx.principal.account.id),
	})),

	create: peopleProcedure
		.input(
			z.object({
				name: keyNameSchema,
				scopes: z.array(z.enum(SCOPES)).min(1, 'Choose what the key may do.').max(SCOPES.length),
				expiresInDays: z.int().min(1).max(KEY_DAYS_MAX).optional(),
			}),
		)
		.mutation(({ ctx, input }) => ctx.accounts.keys.create(ctx.principal.account.id, input)),

	/** A key for a program that records calls, and nothing else. */
	createForProgram: confirmedProcedure
		.input(z.object({ name: keyNameSchema }))
		.mutation(({ ctx, input }) =>
			ctx.accounts.keys.create(ctx.principal.account.id, {
				...{ name: input.name, scopes: ['audit:write'], expiresInDays: PROGRAM_KEY_DAYS },
			}),
		),

	revoke: peopleProcedure
		.input(z.object({ id: z.string().max(ID_CHARS_MAX) }))
		.mutation(({ ctx, input }) => {
			ctx.accounts.keys.revoke(ctx.principal.account.id, input.id);
			return null;
		}),
});
