/** What the addresses answer. The answers are those of the procedures. */
import * as z from 'zod';
import {
	damagedRowSchema,
	entryRowSchema,
	recentEntrySchema,
	rowSchema,
	searchEntrySchema,
} from './entry-schemas.ts';

const count = z.int().min(0);
const date = z.iso.date();
const instant = z.iso.datetime({ offset: true });
const complete = z.boolean().meta({
	description: 'False when the time was not enough. Ask again: a later answer gets further.',
});

const countsSchema = z
	.object({
		total: count,
		ok: count,
		error: count,
		denied: count,
		other: count.meta({ description: 'Calls with another status.' }),
		damaged: count.meta({ description: 'Damaged lines.' }),
	})
	.meta({ id: 'Counts', description: 'How many rows of each kind.' });

const reason = {
	code: z.string().meta({ description: 'unsafe-file or unreadable; there may be further ones.' }),
	message: z.string().meta({ description: 'Why it can’t be read, in words.' }),
};
const unreadable = z
	.array(
		z
			.object({
				user: z.string(),
				day: date.nullable().meta({ description: 'Null for a whole log, or many of its days.' }),
				...reason,
			})
			.meta({ id: 'Unreadable', description: 'A day or log that could not be read.' }),
	)
	.meta({ description: 'What should have been read and could not be.' });

const notDays = z
	.object({
		count: count.meta({ description: 'How many there are.' }),
		files: z
			.array(
				z.object({
					name: z.string().meta({ description: 'The file’s name.' }),
					message: z
						.string()
						.meta({ description: 'Why it is not a day and what to do, in words.' }),
				}),
			)
			.meta({ description: 'The first 20, by name.' }),
	})
	.optional()
	.meta({
		description:
			'Files of the log that look like days and are none, such as compressed ones. They are not read. Absent when there are none.',
	});

const health = z
	.object({ status: z.literal('ok'), version: z.string() })
	.meta({ id: 'Health', description: 'The server runs.' });

const users = z.object({ users: z.array(z.string()) }).meta({ id: 'Users' });

const days = z
	.object({
		days: z.array(
			z
				.object({
					day: date,
					bytes: count.meta({ description: 'Size of the day’s file.' }),
					modified: instant.meta({ description: 'When the file last changed.' }),
					counts: countsSchema.nullable().meta({
						description: 'Null when the day is not counted yet, or can’t be read.',
					}),
					unreadable: z.object(reason).optional(),
				})
				.meta({ id: 'Day', description: 'A day that has a file.' }),
		),
		complete,
		today: date,
		timeZone: z.string().meta({ description: 'The zone in which days begin.' }),
		notDays,
	})
	.meta({ id: 'Days', description: 'The days of a log, newest first.' });

const page = z
	.object({
		day: date,
		total: count.meta({ description: 'Rows of the whole day, with damaged lines.' }),
		estimated: z.literal(true).optional().meta({
			description: 'The day is large and still being counted: `total` is an estimate.',
		}),
		matched: count.optional().meta({
			description: 'Rows of the whole day that match the filter. Absent without a filter.',
		}),
		short: z.literal(true).optional().meta({
			description: 'The page has fewer rows than `limit` because they are large.',
		}),
		entries: z.array(entryRowSchema),
		damaged: z.array(damagedRowSchema),
	})
	.meta({ id: 'Page', description: 'Consecutive rows of a day.' });

const recent = z
	.object({ entries: z.array(recentEntrySchema), complete, unreadable })
	.meta({ id: 'Recent', description: 'The newest calls, newest first.' });

const looked = z
	.object({
		days: count,
		bytes: count,
		oldestDay: date.nullable(),
		bytesTotal: count,
	})
	.meta({ id: 'Looked', description: 'How much was read, and how much there is.' });

const search = z
	.object({
		entries: z.array(searchEntrySchema),
		cursor: z.string().nullable().meta({
			description: 'Give it to the next request to continue. Null when everything was searched.',
		}),
		complete,
		looked,
		unreadable,
	})
	.meta({ id: 'SearchPage', description: 'Calls that match, newest first.' });

const neighbour = z.object({ position: count, ref: z.string() }).nullable();
const entry = z
	.object({
		row: rowSchema,
		raw: z.string().meta({ description: 'The line as it stands in the file.' }),
		bytes: count.meta({ description: 'Length of the line, in bytes.' }),
		rawRange: z.object({ from: count, to: count }).optional().meta({
			description: 'Which bytes `raw` has, of a line that is too long to be given whole.',
		}),
		previous: neighbour,
		next: neighbour,
	})
	.meta({ id: 'EntryDetail', description: 'One row in full, and its neighbours.' });

const parts = {
	counts: countsSchema,
	tools: z
		.array(z.object({ tool: z.string(), counts: countsSchema }))
		.meta({ description: 'Most used first.' }),
	otherTools: countsSchema.optional().meta({ description: 'All other tools, added up.' }),
	bucketSeconds: z.int().min(1),
	buckets: z
		.array(z.object({ start: instant, counts: countsSchema }))
		.meta({ description: 'Spans of time that have calls, in order.' }),
};
const summary = z
	.object({
		...parts,
		outside: z
			.object({ before: countsSchema, after: countsSchema, from: instant, to: instant })
			.optional()
			.meta({ description: 'Calls whose time is not on the day, because a clock was wrong.' }),
	})
	.meta({ id: 'Summary', description: 'Counts of a day.' });
const daysSummary = z
	.object({
		...parts,
		outside: countsSchema.optional().meta({ description: 'Calls whose time is not on their day.' }),
		...{ looked, complete, unreadable },
	})
	.meta({ id: 'DaysSummary', description: 'Counts over many days.' });

const secretInField = z.object({
	field: z.string().meta({ description: 'tool, args, result_snippet or other.' }),
	rule: z.string(),
	hash: z.string().meta({ description: 'Equal for equal secrets.' }),
	count,
});
const secrets = z
	.object({
		days: z.array(
			z.object({
				...{ day: date, calls: count, secrets: count },
				rules: z.array(z.object({ rule: z.string(), count })),
				rows: z.array(
					z.object({ position: count, ref: z.string(), secrets: z.array(secretInField) }),
				),
				damaged: count.meta({ description: 'Damaged lines that may hold a secret.' }),
				looked: z.object({ bytes: count, bytesTotal: count }),
			}),
		),
		distinct: z.object({
			count,
			exact: z.boolean().meta({ description: 'False when there may be more.' }),
			secrets: z.array(
				z.object({
					...{ hash: z.string(), rules: z.array(z.string()), count, days: count },
					last: z.object({ day: date, position: count, ref: z.string() }),
				}),
			),
		}),
		looked: z.object({ days: count, daysTotal: count }),
		...{ complete, unreadable },
	})
	.meta({
		id: 'Secrets',
		description: 'What is counted already of the secrets in the log. It never has their values.',
	});

const cursor = z.string().meta({ description: 'Where to continue after this event.' });
const tail = z
	.union([
		z.object({ type: z.literal('start'), cursor, day: date.nullable() }),
		z.object({ type: z.literal('rows'), cursor, day: date, rows: z.array(rowSchema) }),
		z.object({ type: z.literal('reset'), cursor, day: date, reason: z.string() }),
	])
	.meta({
		id: 'TailEvent',
		description:
			'`start` comes first. `rows` has complete lines, each once. `reset`: the file was truncated or replaced, and is read from its beginning.',
	});
const changes = z
	.union([
		z.object({ type: z.literal('start') }),
		z.object({
			...{ type: z.literal('change'), user: z.string(), day: date },
			bytes: count.meta({ description: 'Size of the file now.' }),
			added: count.meta({ description: 'Number of lines added.' }),
			late: count.meta({ description: 'How many of them were recorded later.' }),
			reset: z.literal(true).optional().meta({
				description: 'Discard what was read of the file: it was replaced.',
			}),
		}),
	])
	.meta({
		id: 'LogChange',
		description: '`start` comes first. Every change after it is reported.',
	});

const stamp = { id: z.string(), ts: instant, day: date };
export const receiptSchema = z
	.union([
		z.object({ written: z.literal(true), ...stamp }),
		z.object({
			...{ written: z.literal(false), ...stamp },
			reason: z.string().meta({ description: 'Why, in words.' }),
			fate: z.enum(['kept', 'lost', 'unconfirmed']).meta({
				description:
					'kept: written when the disk works again. unconfirmed: written or possibly written. lost: send it again.',
			}),
		}),
	])
	.meta({ id: 'Receipt', description: 'What became of a call.' });

export const answers = {
	...{ health, users, days, page, recent, search, entry },
	...{ summary, daysSummary, secrets, tail, changes },
};

export const filesAnswer = z
	.object({
		dates: z.array(date),
		unreadable: z
			.array(z.object({ date, message: reason.message }))
			.optional()
			.meta({ description: 'Absent when every day can be read.' }),
		complete: z.literal(false).optional().meta({
			description:
				'Present when not every day could be checked in time. All days are listed, but some of the dates may not be readable. Repeat the request: a later answer gets further.',
		}),
		notDays,
	})
	.meta({ id: 'Files', description: 'The days that can be read, and those that can’t.' });

export const errorSchema = z
	.object({
		error: z.object({
			code: z.string().meta({ description: 'The kind of error. It does not change.' }),
			message: z.string().meta({ description: 'What is wrong and what to do, for people.' }),
			requestId: z.string().meta({ description: 'The request’s name in the log of the server.' }),
			retryAfterSeconds: z.int().min(0).optional().meta({
				description: 'When to try again, if the error is temporary.',
			}),
			reason: z.string().optional().meta({
				description: 'A cause within the code: invalid-regex, version. There may be further ones.',
			}),
			problem: z.string().optional().meta({ description: 'What is wrong, in one short sentence.' }),
		}),
	})
	.meta({ id: 'Error' });
