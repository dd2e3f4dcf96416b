/**
 * The time that an answer may take. Something is looked at whatever it costs, so that an answer is never empty for want
 * of time, and a call that goes on behind another comes further.
 */
export interface TimeBudget {
	/** Asked before there is more to do: true when no time is left for it, and the answer ends here. */
	isOver(): boolean;
	/** Said of each step, however little there was in it. */
	looked(): void;
	/** There was time for everything. */
	readonly complete: boolean;
}

export function createTimeBudget(budgetMs: number): TimeBudget {
	const deadlineMs = performance.now() + budgetMs;
	let hasLooked = false;
	let complete = true;
	return {
		isOver() {
			const isOver = hasLooked && performance.now() > deadlineMs;
			if (isOver) complete = false;
			return isOver;
		},
		looked() {
			hasLooked = true;
		},
		get complete() {
			return complete;
		},
	};
}
