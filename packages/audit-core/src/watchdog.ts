/**
 * Barks once when it was not set again for so long. Does not keep the process alive.
 *
 * A watchdog that is late itself says nothing: the process was asleep or busy, and so was everything it waited
 * for. It is set again then. One that is on time first lets in what has been answered meanwhile.
 */
export interface Watchdog {
	set(): void;
	stop(): void;
}

const LATE_MS = 25;

export function createWatchdog(afterMs: number, bark: () => void): Watchdog {
	let timer: NodeJS.Timeout | undefined;
	let lastTurn: NodeJS.Immediate | undefined;
	let dueMs = 0;

	function set(): void {
		stop();
		dueMs = performance.now() + afterMs;
		timer = setTimeout(() => {
			if (performance.now() - dueMs > LATE_MS) set();
			else lastTurn = setImmediate(bark);
		}, afterMs).unref();
	}

	function stop(): void {
		clearTimeout(timer);
		clearImmediate(lastTurn);
	}

	return { set, stop };
}
