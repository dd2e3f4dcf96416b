import { monotonicMs } from '../../monotonic.ts';

/**
 * The time that an answer may take. The first step is always done, so that no answer is empty for lack of time,
 * and every following call gets further.
 */
export interface TimeBudget {
	/** Checked before each step: true when no time is left, which ends the answer. */
	isOver(): boolean;
	/** Called after each step, however small. */
	noteProgress(): void;
	/** Called after what was known from an earlier answer: before the first step it takes no time of this one. */
	passKnown(): void;
	/** False once `isOver` has ended the answer. */
	readonly complete: boolean;
}

export function createTimeBudget(budgetMs: number, now = monotonicMs): TimeBudget {
	let deadlineMs = now() + budgetMs;
	let hasProgress = false;
	let complete = true;
	return {
		isOver() {
			const isOver = hasProgress && now() > deadlineMs;
			if (isOver) complete = false;
			return isOver;
		},
		noteProgress() {
			hasProgress = true;
		},
		passKnown() {
			if (!hasProgress) deadlineMs = now() + budgetMs;
		},
		get complete() {
			return complete;
		},
	};
}
