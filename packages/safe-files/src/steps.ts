/**
 * Work that is written once and done in two ways: waiting for each step, as a recorder does all its life, or
 * blocking at each, as it must when its process ends and nothing is waited for any more.
 */
export interface Step<T> {
	wait(): Promise<T>;
	block(): T;
}

export type Steps<T> = Generator<Step<unknown>, T, unknown>;

/** One step, for `yield*`: gives its result, or throws its error, inside of the work. */
export function* step<T>(step: Step<T>): Steps<T> {
	return (yield step) as T;
}

/** Does the work and lets others have their turn at each step. */
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

/** Does the work before it returns. */
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

/** For a process that blocks: its value never changes. */
const sleeper = new Int32Array(new SharedArrayBuffer(4));

export function pause(ms: number): Steps<void> {
	return step({
		wait: () => new Promise((resolve) => setTimeout(resolve, ms)),
		block: () => void Atomics.wait(sleeper, 0, 0, ms),
	});
}
