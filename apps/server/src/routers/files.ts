import * as z from 'zod';
import { EDIT_BYTES_MAX, PART_BYTES_MAX, PATH_CHARS_MAX } from '../files/user-files.ts';
import { peopleProcedure, router } from '../trpc.ts';

const pathSchema = z.string().min(1, 'Choose a file.').max(PATH_CHARS_MAX);
const SHA256_HEX = /^[0-9a-f]{64}$/;

export const filesRouter = router({
	list: peopleProcedure.query(({ ctx }) => ctx.files.list(ctx.caller.account.user)),

	read: peopleProcedure
		.input(
			z.object({
				path: pathSchema,
				from: z.int().min(0).default(0),
				bytes: z.int().min(1).max(PART_BYTES_MAX).default(EDIT_BYTES_MAX),
			}),
		)
		.query(({ ctx, input: { path, ...part } }) =>
			ctx.files.read(ctx.caller.account.user, path, part),
		),

	save: peopleProcedure
		.input(
			z.object({
				path: pathSchema,
				text: z.string().max(EDIT_BYTES_MAX),
				hash: z.string().regex(SHA256_HEX, 'Give the hash that came with the file.'),
			}),
		)
		.mutation(({ ctx, input: { path, ...change } }) =>
			ctx.files.save(ctx.caller.account.user, path, change),
		),
});
