import { aborted, throwIfAborted } from '../io/aborted.ts';

/** One for all runs: `abort` alone makes an error with a stack for each of them. */
const UNWANTED = new Error('Nobody waits for it any more.');

interface Flight {
	result: Promise<unknown>;
	waiting: number;
	stop: AbortController;
}

/** Runs work once for all callers that want it at the same time, and stops it when the last of them is aborted. */
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

	/** The run in progress; `undefined` when there is none, or it was stopped. */
	function inProgress(key: string): Flight | undefined {
		const flight = running.get(key);
		return flight?.stop.signal.aborted ? undefined : flight;
	}

	async function waitFor(flight: Flight, signal: AbortSignal | undefined): Promise<unknown> {
		flight.waiting++;
		try {
			return await untilAborted(flight.result, signal);
		} finally {
			if (--flight.waiting === 0) flight.stop.abort(UNWANTED);
		}
	}

	return {
		isInProgress: (key: string) => inProgress(key) !== undefined,
		async run<T>(
			key: string,
			signal: AbortSignal | undefined,
			work: (stop: AbortSignal) => Promise<T>,
		): Promise<T> {
			// The file of an aborted caller may be closed, and other callers would share the run.
			throwIfAborted(signal);
			return (await waitFor(inProgress(key) ?? start(key, work), signal)) as T;
		},
		/** Waits for a run in progress, if there is one, and keeps it going. Ignores its result. */
		async join(key: string, signal: AbortSignal | undefined): Promise<void> {
			const flight = inProgress(key);
			if (flight) await waitFor(flight, signal).catch(() => undefined);
		},
	};
}

function untilAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (!signal) return result;
	return new Promise((resolve, reject) => {
		const abort = () => reject(aborted(signal));
		if (signal.aborted) abort();
		signal.addEventListener('abort', abort, { once: true });
		void result.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
}
