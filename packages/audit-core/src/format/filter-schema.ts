/**
 * `@tool-audit/core/filter-schema`: the schema of a filter (docs/format.md §10), for programs that use zod themselves, such
 * as a server whose input has a filter.
 */
import * as z from 'zod';
import { createFilterSchema, type FilterSchema } from './create-filter-schema.ts';

export type { Filter } from './filter.ts';

/**
 * The schema of a `Filter`.
 *
 * @example
 * ```ts
 * const input = z.object({ day: z.string(), filter: filterSchema.optional() });
 * ```
 */
export const filterSchema: FilterSchema = createFilterSchema(z);
