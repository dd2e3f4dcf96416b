import type { Filter } from '@tool-audit/core';
import { withPart } from './filter-edit.ts';
import { readFilter } from './filter-url.ts';

/** What of the filter in an address applies to any other day: all but its time span. */
export function keptFilter(search: Pick<URLSearchParams, 'get' | 'getAll'>): Filter {
	return withPart(readFilter(search), { since: undefined, until: undefined });
}
