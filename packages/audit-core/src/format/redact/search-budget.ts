/**
 * How much searching one entry may cost, in steps of about a microsecond. What agents read and write is not
 * ours to choose, and must not hold up the process that records it.
 */
export interface SearchBudget {
	steps: number;
}

/** An ordinary entry takes some dozens. */
export const SEARCH_STEPS_MAX = 20_000;

/** A place where a secret may begin; a shape tried there; a name and its value; a mark. */
export const STEPS = { hit: 1, shape: 1, assignment: 8, mark: 12 } as const;

/** Stands in the mark of the rest of a text for which there was nothing left: what was not searched is not written. */
export const UNSEARCHED = 'unsearched';
