import * as z from 'zod';
import { passwordSchema, usernameSchema } from '@tool-audit/accounts/account';
import { userSchema } from '../auth/user.ts';
import { pageProcedure, router } from '../trpc.ts';

const SECRET_CHARS_MAX = 200;
const secretSchema = z.string().max(SECRET_CHARS_MAX);

/** Wrong secrets count per address only, so that no other client can keep the owner from the set-up. */
const guessesFrom = (address: string): string => `(set-up) ${address}`;

export const setupRouter = router({
	status: pageProcedure.input(z.object({ secret: secretSchema })).query(async ({ ctx, input }) => {
		if (!ctx.setup.isSecret(input.secret)) {
			return { valid: false, sampleOffered: false, unclaimedUsers: [], agents: [] };
		}
		return {
			valid: true,
			sampleOffered: await ctx.sample.isOffered(),
			unclaimedUsers: await ctx.users.unclaimed(),
			agents: (await ctx.local?.agents.withHistory()) ?? [],
		};
	}),

	createAdmin: pageProcedure
		.input(
			z.object({
				secret: secretSchema,
				username: usernameSchema,
				password: passwordSchema,
				user: userSchema.optional(),
				sampleData: z.boolean(),
			}),
		)
		.mutation(async ({ ctx, input: { secret, sampleData, ...person } }) => {
			const user = person.user ?? person.username;
			const who = { account: guessesFrom(ctx.address), address: ctx.address };
			await ctx.attempts.attempt(who, () =>
				ctx.setup.claim(secret, async () => {
					const sample = sampleData ? await ctx.sample.copyTo(user) : null;
					try {
						await ctx.accounts.people.create({ ...person, user, role: 'admin' });
					} catch (error) {
						await sample?.undo();
						throw error;
					}
				}),
			);
			const signedIn = await ctx.accounts.sessions.signIn({ ...person, address: ctx.address });
			ctx.setCookies(signedIn.cookies);
			return { account: signedIn.account };
		}),
});
