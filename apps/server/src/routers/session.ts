import * as z from 'zod';
import { passwordSchema } from '@tool-audit/accounts/account';
import { PASSWORD_CHARS_MAX, USERNAME_CHARS_MAX } from '@tool-audit/accounts/rules';
import { pageProcedure, peopleProcedure, router } from '../trpc.ts';

/** A password typed at sign-in is only compared: the rules for new passwords don't apply. */
const typedPassword = z.string().max(PASSWORD_CHARS_MAX);

export const sessionRouter = router({
	/**
	 * The account that is signed in; `null` for a program with a key. It comes with the zone in which days begin: the page
	 * shows no time on a wrong clock first.
	 */
	get: pageProcedure.query(({ ctx }) => ({
		account: ctx.principal.kind === 'person' ? ctx.principal.account : null,
		timeZone: ctx.principal.kind === 'person' ? ctx.zone.name : null,
		setupNeeded: ctx.setup.isOpen(),
	})),

	signIn: pageProcedure
		.input(z.object({ username: z.string().max(USERNAME_CHARS_MAX), password: typedPassword }))
		.mutation(async ({ ctx, input }) => {
			const who = { account: input.username, address: ctx.address };
			const { account, cookies } = await ctx.attempts.attempt(who, () =>
				ctx.accounts.sessions.signIn({ ...input, address: ctx.address }),
			);
			ctx.setCookies(cookies);
			return { account };
		}),

	signOut: pageProcedure.mutation(async ({ ctx }) => {
		if (ctx.principal.kind === 'person') {
			ctx.setCookies(await ctx.accounts.sessions.signOut(ctx.principal.cookie));
		}
		return null;
	}),

	signOutEverywhere: peopleProcedure.mutation(async ({ ctx }) => {
		const { account, cookie } = ctx.principal;
		ctx.setCookies(await ctx.accounts.sessions.signOutEverywhere(account.id, cookie));
		return null;
	}),

	changePassword: peopleProcedure
		.input(z.object({ currentPassword: typedPassword, newPassword: passwordSchema }))
		.mutation(async ({ ctx, input }) => {
			const { account, cookie } = ctx.principal;
			const cookies = await ctx.attempts.attempt(
				{ account: account.username, address: ctx.address },
				() => ctx.accounts.sessions.changePassword({ ...input, cookie, address: ctx.address }),
			);
			ctx.setCookies(cookies);
			return null;
		}),
});
