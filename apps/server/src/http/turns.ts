import { createSemaphore } from '@tool-audit/safe-files';

export interface TurnOptions {
	/** So many works have a turn at once. */
	atOnce: number;
	/** A work that takes longer, in milliseconds, goes on beside those that have a turn. */
	turnMs: number;
}

/** Runs work in order, few at once, such that slow work does not hold up what is quick. */
export function createTurns({ atOnce, turnMs }: TurnOptions) {
	const turn = createSemaphore(atOnce);
	return async <T>(work: () => Promise<T>): Promise<T> => {
		const { done } = await turn(async () => {
			const done = work();
			await endOf(done, turnMs);
			return { done };
		});
		return done;
	};
}

/** Resolves when a work has ended, well or not, or after a time. */
function endOf(done: Promise<unknown>, afterMs: number): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, afterMs);
		const end = () => {
			clearTimeout(timer);
			resolve();
		};
		done.then(end, end);
	});
}
