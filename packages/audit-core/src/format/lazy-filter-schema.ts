import { createFilterSchema, type FilterSchema } from './create-filter-schema.ts';
import { lazily } from './lazily.ts';
import { loadZod } from './load-zod.cjs';

/**
 * The schema of a `Filter`. It loads zod when it is first used; a program that uses zod itself has the same schema, without
 * a second copy of zod, from `@tool-audit/core/filter-schema`.
 */
export const filterSchema: FilterSchema = /* @__PURE__ */ lazily(() =>
	createFilterSchema(loadZod()),
);
