/** Runs work, at most `runningMax` at once; the rest waits in order. */
export function createSemaphore(runningMax: number): <T>(work: () => Promise<T>) => Promise<T> {
	let running = 0;
	const waiting: (() => void)[] = [];
	return async (work) => {
		// A finished work passes its slot on directly, so that no other work can take it in between.
		if (running >= runningMax) await new Promise<void>((resolve) => waiting.push(resolve));
		else running += 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};
}
