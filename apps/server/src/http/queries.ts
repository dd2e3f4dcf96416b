/** What the addresses of plain HTTP take. */
import { filterSchema } from '@tool-audit/core/filter-schema';
import * as z from 'zod';
import * as inputs from '../audit/inputs.ts';
import { FORMAT_NAMES } from '../export/formats.ts';
import { numberIn } from './address-values.ts';
import { filterQuery } from './filter-query.ts';

const DAY = 'The day, as YYYY-MM-DD.';
const day = inputs.day.meta({ description: DAY });
const user = inputs.user.meta({
	description: 'The user whose log it is. Your own by default; only admins can name another user.',
});
const order = inputs.order
	.unwrap()
	.optional()
	.meta({ description: '`asc` is the order of the day; `desc` begins with the newest row.' });
const cursor = inputs.name.optional().meta({
	description:
		'The `cursor` of the previous answer, to continue. Keep filter and days as they were.',
});
const days = numberIn(inputs.days, 'How many days back, including the newest.');
const toDay = inputs.day
	.optional()
	.meta({ description: 'The newest day, as YYYY-MM-DD. Today by default.' });
const daySpan = {
	'from-day': inputs.day.optional().meta({ description: 'The first day, as YYYY-MM-DD.' }),
	'to-day': inputs.day.optional().meta({ description: 'The last day, as YYYY-MM-DD.' }),
};
const limit = (schema: Parameters<typeof numberIn>[0]) =>
	numberIn(schema, 'How many rows the answer has at most.');
const budget = (schema: Parameters<typeof numberIn>[0]) =>
	numberIn(
		schema,
		'How long to read, in milliseconds. If that is not enough, `complete` is false in the answer.',
	);

/** `date` is the name of version 1.0. */
export const dayQuery = z.object({
	day: inputs.day.optional().meta({ description: DAY }),
	date: inputs.day.optional().meta({
		description: 'The former name of `day`.',
		deprecated: true,
		param: { deprecated: true },
	}),
	...filterQuery,
});

export const exportQuery = z.object({
	user,
	day,
	format: z
		.enum(FORMAT_NAMES, `Give one of ${FORMAT_NAMES.join(', ')}.`)
		.default('jsonl')
		.meta({
			description:
				'The format of the file. jsonl has the lines of the log as they are, without blank ones.',
		}),
	...filterQuery,
});

/** The same as JSON, for a filter that is too long for an address. */
export const exportBody = exportQuery
	.pick({ user: true, day: true, format: true })
	.extend({ filter: filterSchema.optional() })
	.strict();

/** A parameter that does not exist is refused: a filter that is misspelt would find too much. */
function strictQuery<Shape extends z.ZodRawShape>(shape: Shape) {
	return z.strictObject(shape, {
		error: ({ code, keys }) =>
			code === 'unrecognized_keys'
				? `There is no parameter ${JSON.stringify(keys[0])}.`
				: undefined,
	});
}

export const queries = {
	none: strictQuery({}),
	days: strictQuery({ user, 'budget-ms': budget(inputs.budgets.list) }),
	page: strictQuery({
		...{ user, day, order },
		from: numberIn(
			inputs.from,
			'How many rows to skip: from the beginning of the day, or from its end with `desc`.',
		),
		limit: limit(inputs.limits.page),
		...filterQuery,
	}),
	recent: strictQuery({
		...{ user, days, 'to-day': toDay },
		limit: limit(inputs.limits.page),
		'budget-ms': budget(inputs.budgets.recent),
		...filterQuery,
	}),
	recentAllUsers: strictQuery({
		...{ days, 'to-day': toDay },
		limit: limit(inputs.limits.recentAllUsers),
		'budget-ms': budget(inputs.budgets.recent),
		...filterQuery,
	}),
	search: strictQuery({
		...{ user, ...daySpan, cursor },
		limit: limit(inputs.limits.search),
		'budget-ms': budget(inputs.budgets.search),
		...filterQuery,
	}),
	entry: strictQuery({
		...{ user, day },
		ref: inputs.name.meta({ description: 'The `ref` of the row, from another answer.' }),
		'raw-from': numberIn(inputs.from, 'Where in a very long line `raw` begins, in bytes.'),
	}),
	summary: strictQuery({ user, day, ...filterQuery }),
	summaryOverDays: strictQuery({
		...{ user, ...daySpan },
		'budget-ms': budget(inputs.budgets.summary),
		...filterQuery,
	}),
	summaryAllUsers: strictQuery({
		...daySpan,
		'budget-ms': budget(inputs.budgets.summary),
		...filterQuery,
	}),
	secrets: strictQuery({
		rows: numberIn(
			inputs.secretRows,
			'How many rows with secrets to name for each day; all are counted.',
		),
	}),
	tail: strictQuery({
		user,
		after: inputs.name.optional().meta({
			description:
				'The `cursor` of the last event that was received. By default the stream begins with the next call.',
		}),
		...filterQuery,
	}),
};
