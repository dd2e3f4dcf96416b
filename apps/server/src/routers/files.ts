import { Readable } from 'node:stream';
import * as z from 'zod';
import { PATH_CHARS_MAX, PATH_TOO_LONG } from '../files/file-path.ts';
import { EDIT_BYTES_MAX, PART_BYTES_MAX } from '../files/read-file.ts';
import { peopleProcedure, router } from '../trpc.ts';

const BIN_ID_CHARS_MAX = 64;
const SHA256_HEX = /^[0-9a-f]{64}$/;

const pathSchema = z.string().min(1, 'Choose a file.').max(PATH_CHARS_MAX);
const onePath = z.object({ path: pathSchema });
/** Of a file that is to be there. What it has to be is checked with the file. */
const newPathSchema = z.string().max(PATH_CHARS_MAX, PATH_TOO_LONG);

export const filesRouter = router({
	list: peopleProcedure.query(({ ctx }) => ctx.files.list(ctx.principal.account.user)),

	read: peopleProcedure
		.input(
			onePath.extend({
				from: z.int().min(0).default(0),
				bytes: z.int().min(1).max(PART_BYTES_MAX).default(PART_BYTES_MAX),
			}),
		)
		.query(({ ctx, input: { path, ...part } }) =>
			ctx.files.read(ctx.principal.account.user, path, part),
		),

	save: peopleProcedure
		.input(
			onePath.extend({
				text: z.string().max(EDIT_BYTES_MAX),
				hash: z.string().regex(SHA256_HEX, 'Give the hash that came with the file.'),
			}),
		)
		.mutation(({ ctx, input: { path, ...change } }) =>
			ctx.files.save(ctx.principal.account.user, path, change),
		),

	create: peopleProcedure
		.input(z.object({ path: newPathSchema, text: z.string().max(EDIT_BYTES_MAX).default('') }))
		.mutation(({ ctx, input: { path, text } }) =>
			ctx.files.create(ctx.principal.account.user, path, Readable.from([Buffer.from(text)])),
		),

	rename: peopleProcedure
		.input(onePath.extend({ to: newPathSchema }))
		.mutation(async ({ ctx, input: { path, to } }) => {
			await ctx.files.rename(ctx.principal.account.user, path, to);
			return { path: to };
		}),

	remove: peopleProcedure
		.input(onePath)
		.mutation(({ ctx, input }) => ctx.files.remove(ctx.principal.account.user, input.path)),

	listBin: peopleProcedure.query(async ({ ctx }) => ({
		files: await ctx.files.listBin(ctx.principal.account.user),
	})),

	restore: peopleProcedure
		.input(z.object({ id: z.string().max(BIN_ID_CHARS_MAX) }))
		.mutation(({ ctx, input }) => ctx.files.restore(ctx.principal.account.user, input.id)),
});
