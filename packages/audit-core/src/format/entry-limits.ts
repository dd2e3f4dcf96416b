/** Limits of an entry. What exceeds them is replaced by a text that says so (docs/format.md §8). */
export interface EntryLimits {
	/** Levels of nesting in a field. */
	depth: number;
	/** Object keys and array items of an entry, taken together. */
	items: number;
	/** Length of the line, in bytes; a last text of 500 characters may exceed it. */
	bytes: number;
}

export const ENTRY_LIMITS: EntryLimits = { depth: 64, items: 10_000, bytes: 3_145_728 };
