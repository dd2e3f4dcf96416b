import { aborted, throwIfAborted } from '../io/aborted.ts';

interface Flight {
	result: Promise<unknown>;
	waiting: number;
	stop: AbortController;
}

/** Work that several wait for is done once, and stopped when the last of them leaves. */
export function createSingleFlight() {
	const running = new Map<string, Flight>();

	function start(key: string, work: (stop: AbortSignal) => Promise<unknown>): Flight {
		const stop = new AbortController();
		const flight: Flight = { result: work(stop.signal), waiting: 0, stop };
		running.set(key, flight);
		const forget = () => {
			if (running.get(key) === flight) running.delete(key);
		};
		flight.result.then(forget, forget);
		return flight;
	}

	/** `undefined` when it is not being done, or was stopped. */
	function underWay(key: string): Flight | undefined {
		const flight = running.get(key);
		return flight?.stop.signal.aborted ? undefined : flight;
	}

	async function waitFor(flight: Flight, signal: AbortSignal | undefined): Promise<unknown> {
		flight.waiting++;
		try {
			return await untilAborted(flight.result, signal);
		} finally {
			if (--flight.waiting === 0) flight.stop.abort();
		}
	}

	return {
		isUnderWay: (key: string) => underWay(key) !== undefined,
		async run<T>(
			key: string,
			signal: AbortSignal | undefined,
			work: (stop: AbortSignal) => Promise<T>,
		): Promise<T> {
			// What it would read from may be closed, and another one who asks meanwhile would share it.
			throwIfAborted(signal);
			return (await waitFor(underWay(key) ?? start(key, work), signal)) as T;
		},
		/** Waits until work that is under way is over, and keeps it going. How it ends is nothing to who waits here. */
		async join(key: string, signal: AbortSignal | undefined): Promise<void> {
			const flight = underWay(key);
			if (flight) await waitFor(flight, signal).catch(() => undefined);
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
