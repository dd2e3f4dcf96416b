import { aborted } from '../io/aborted.ts';

interface Task {
	result: Promise<unknown>;
	waiting: number;
	stop: AbortController;
}

/** Work that several wait for is done once, and stopped when nobody waits for it any more. */
export function createSingleFlight() {
	const running = new Map<string, Task>();

	function start(key: string, work: (stop: AbortSignal) => Promise<unknown>): Task {
		const stop = new AbortController();
		const task: Task = { result: work(stop.signal), waiting: 0, stop };
		running.set(key, task);
		const forget = () => {
			if (running.get(key) === task) running.delete(key);
		};
		task.result.then(forget, forget);
		return task;
	}

	/** `undefined` when nobody does it, or nobody waits for it any more. */
	function underWay(key: string): Task | undefined {
		const task = running.get(key);
		return task?.stop.signal.aborted ? undefined : task;
	}

	async function waitFor(task: Task, signal: AbortSignal | undefined): Promise<unknown> {
		task.waiting++;
		try {
			return await untilAborted(task.result, signal);
		} finally {
			if (--task.waiting === 0) task.stop.abort();
		}
	}

	return {
		isUnderWay: (key: string) => underWay(key) !== undefined,
		async run<T>(
			key: string,
			signal: AbortSignal | undefined,
			work: (stop: AbortSignal) => Promise<T>,
		): Promise<T> {
			return (await waitFor(underWay(key) ?? start(key, work), signal)) as T;
		},
		/** Waits until work that is under way is over, and keeps it going. How it ends is nothing to who waits here. */
		async join(key: string, signal: AbortSignal | undefined): Promise<void> {
			const task = underWay(key);
			if (task) await waitFor(task, signal).catch(() => undefined);
		},
	};
}

function untilAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (!signal) return result;
	return new Promise((resolve, reject) => {
		const abort = () => reject(aborted());
		if (signal.aborted) abort();
		signal.addEventListener('abort', abort, { once: true });
		void result.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
}
