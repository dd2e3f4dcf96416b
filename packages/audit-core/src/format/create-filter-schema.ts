import type { z as Zod } from 'zod';
import { EXPECTED, unknownPart } from './filter-sentences.ts';
import { FILTER_DURATION_MS_MAX, FILTER_TEXT_CHARS_MAX, FILTER_VALUES_MAX } from './limits.ts';
import { ROW_STATUSES } from './status.ts';

declare global {
	/** zod's types name it: without this they don't compile where neither Node.js nor a browser declares it. */
	// eslint-disable-next-line @typescript-eslint/no-empty-object-type
	interface URL {}
}

export type FilterSchema = ReturnType<typeof createFilterSchema>;

/** The schema of a `Filter`, which `check-filter.ts` agrees with. zod is an argument, because it takes long to load. */
export function createFilterSchema(z: typeof Zod) {
	/** Typed as a list that is read only, so that constants are filters too. */
	const listOf = <Item>(item: Zod.ZodType<Item>) =>
		z
			.array(item, EXPECTED.list)
			.min(1, EXPECTED.list)
			.max(FILTER_VALUES_MAX, EXPECTED.list) as unknown as Zod.ZodType<
			readonly Item[],
			readonly Item[]
		>;
	const statuses = listOf(z.enum(ROW_STATUSES, EXPECTED.status));
	const values = listOf(z.string(EXPECTED.value).max(FILTER_TEXT_CHARS_MAX, EXPECTED.value));
	const text = z
		.string(EXPECTED.text)
		.min(1, EXPECTED.text)
		.max(FILTER_TEXT_CHARS_MAX, EXPECTED.text);
	const instant = z.iso.datetime({ offset: true, error: EXPECTED.instant });

	return z.strictObject(
		{
			status: statuses.optional(),
			excludeStatus: statuses.optional(),
			tool: values.optional(),
			excludeTool: values.optional(),
			session: values.optional(),
			agent: values.optional(),
			source: values.optional(),
			deniedBy: values.optional(),
			minDurationMs: z
				.number(EXPECTED.durationMs)
				.min(0, EXPECTED.durationMs)
				.max(FILTER_DURATION_MS_MAX, EXPECTED.durationMs)
				.optional(),
			text: text.optional(),
			excludeText: text.optional(),
			regex: z.boolean(EXPECTED.switch).optional(),
			since: instant.optional(),
			until: instant.optional(),
		},
		{
			error: (issue) =>
				issue.code === 'unrecognized_keys' ? unknownPart(issue.keys[0]!) : EXPECTED.filter,
		},
	);
}
