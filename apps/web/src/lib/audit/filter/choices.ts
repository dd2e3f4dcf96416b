import type { Filter, Summary } from '@tool-audit/core';

/** What a menu of the filter needs to offer the values of a part. */
export interface Choices {
	filter: Filter;
	onchange: (filter: Filter) => void;
	/** Counts per tool, once `ontools` has asked for them. */
	tools: () => Pick<Summary, 'tools' | 'otherTools'> | undefined;
	ontools: () => void;
	/** There may be more than the counts show. */
	partial: boolean;
	user: string | undefined;
}
