import type { z as Zod } from 'zod';
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
		z.array(item).min(1).max(FILTER_VALUES_MAX) as unknown as Zod.ZodType<
			readonly Item[],
			readonly Item[]
		>;
	const statuses = listOf(z.enum(ROW_STATUSES));
	const values = listOf(z.string().max(FILTER_TEXT_CHARS_MAX));
	const text = z.string().min(1).max(FILTER_TEXT_CHARS_MAX);
	const instant = z.iso.datetime({ offset: true });

	return z.strictObject({
		status: statuses.optional(),
		excludeStatus: statuses.optional(),
		tool: values.optional(),
		excludeTool: values.optional(),
		session: values.optional(),
		agent: values.optional(),
		source: values.optional(),
		deniedBy: values.optional(),
		minDurationMs: z.number().min(0).max(FILTER_DURATION_MS_MAX).optional(),
		text: text.optional(),
		excludeText: text.optional(),
		regex: z.boolean().optional(),
		since: instant.optional(),
		until: instant.optional(),
	});
}
