/**
 * Work that is written once and can run in two ways: asynchronously, as a recorder normally does, or blocking, as it
 * must when its process ends and promises no longer settle.
 */
import { setTimeout } from './timers.ts';

export interface Step<T> {
	wait(): Promise<T>;
	block(): T;
}

export type Steps<T> = Generator<Step<unknown>, T, unknown>;

/** One step, for `yield*`: returns its result or throws its error inside the work. */
export function* step<T>(step: Step<T>): Steps<T> {
	return (yield step) as T;
}

/** Runs the work asynchronously. */
export async function waitFor<T>(steps: Steps<T>): Promise<T> {
	let next = steps.next();
	while (!next.done) {
		let result: unknown;
		try {
			result = await next.value.wait();
		} catch (error) {
			next = steps.throw(error);
			continue;
		}
		next = steps.next(result);
	}
	return next.value;
}

/** Runs the work synchronously. */
export function blockOn<T>(steps: Steps<T>): T {
	let next = steps.next();
	while (!next.done) {
		let result: unknown;
		try {
			result = next.value.block();
		} catch (error) {
			next = steps.throw(error);
			continue;
		}
		next = steps.next(result);
	}
	return next.value;
}

/** For a blocking pause: its value never changes, so waiting on it always times out. */
const sleeper = new Int32Array(new SharedArrayBuffer(4));

export function pause(ms: number): Steps<void> {
	return step({
		wait: () => new Promise((resolve) => setTimeout(resolve, ms)),
		block: () => void Atomics.wait(sleeper, 0, 0, ms),
	});
}
