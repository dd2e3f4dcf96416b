import { type Filter, filterSchema } from '@tool-audit/core/filter-schema';
import * as z from 'zod';

const { agent, source, deniedBy, minDurationMs } = filterSchema.shape;

/** Node accepts addresses of 16 KiB. */
const FILTER_CHARS_MAX = 10_000;
const MILLISECONDS = /^\d+(\.\d+)?$/;

/** A parameter that may be repeated: given once, it arrives as a text and not as a list. */
function repeatable(schema: z.ZodOptional<z.ZodType<readonly string[]>>, description: string) {
	return z
		.preprocess((given) => (typeof given === 'string' ? [given] : given), schema.unwrap())
		.meta({ override: { type: 'array', items: { type: 'string' } } })
		.optional()
		.meta({ description: `${description} Repeat it for several; any of them matches.` });
}

/** The parts of a filter that plain addresses name, spelled as in the addresses of the page. */
export const filterQuery = {
	agent: repeatable(agent, 'Only calls of this agent, such as claude-code.'),
	source: repeatable(source, 'Only calls that this source recorded.'),
	'denied-by': repeatable(deniedBy, 'Only calls denied by this: rule, hook, user, …'),
	'min-duration': z
		.preprocess(
			(given) => (typeof given === 'string' && MILLISECONDS.test(given) ? Number(given) : given),
			z.number('Give a number of milliseconds.').pipe(minDurationMs.unwrap()),
		)
		.meta({ override: { type: 'number', minimum: 0 } })
		.optional()
		.meta({ description: 'Only calls that took at least this long, in milliseconds.' }),
};

/** A filter as JSON. What is wrong in it is named like in a query of tRPC: `filter.status[0]`. */
export function filterText(description: string) {
	return z
		.string()
		.max(FILTER_CHARS_MAX)
		.transform((text, context): unknown => {
			try {
				return JSON.parse(text);
			} catch {
				const message = 'This is not JSON. Give a filter such as {"status":["error"]}.';
				context.addIssue({ code: 'custom', message });
				return z.NEVER;
			}
		})
		.pipe(filterSchema)
		.optional()
		.meta({ description });
}

type FilterQuery = { [Name in keyof typeof filterQuery]?: z.output<(typeof filterQuery)[Name]> };

/** The filter of an address; `undefined` when it names no part. */
export function filterOf(query: FilterQuery): Filter | undefined {
	const filter: Filter = {
		...(query.agent && { agent: query.agent }),
		...(query.source && { source: query.source }),
		...(query['denied-by'] && { deniedBy: query['denied-by'] }),
		...(query['min-duration'] !== undefined && { minDurationMs: query['min-duration'] }),
	};
	return Object.keys(filter).length > 0 ? filter : undefined;
}
