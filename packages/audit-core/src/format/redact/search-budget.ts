/**
 * How much searching one entry may cost, in steps of about a microsecond. What agents read and write is untrusted,
 * and must not slow down the process that records it.
 */
export interface SearchBudget {
	steps: number;
}

/** An ordinary entry needs some dozens. */
export const SEARCH_STEPS_MAX = 20_000;

/** Costs: a place where a secret may begin; matching a shape there; a name and its value; a command, besides its words; a
 * secret piped into one; a manifest; a mark. */
export const STEPS = {
	hit: 1,
	shape: 1,
	assignment: 8,
	command: 1,
	pipe: 20,
	manifest: 100,
	mark: 12,
} as const;

/** The rule in the mark of text that the budget did not cover: what was not searched is not written. */
export const UNSEARCHED = 'unsearched';
