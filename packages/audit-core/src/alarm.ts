/**
 * Rings once when it was not set again for so long. Does not keep the process alive.
 *
 * An alarm that is late itself says nothing: the process was asleep or busy, and so was everything it waited
 * for. It is set again then. One that is on time first lets in what has been answered meanwhile.
 */
export interface Alarm {
	set(): void;
	stop(): void;
}

const LATE_MS = 25;

export function createAlarm(afterMs: number, ring: () => void): Alarm {
	let timer: NodeJS.Timeout | undefined;
	let lastTurn: NodeJS.Immediate | undefined;
	let dueMs = 0;

	function set(): void {
		stop();
		dueMs = performance.now() + afterMs;
		timer = setTimeout(() => {
			if (performance.now() - dueMs > LATE_MS) set();
			else lastTurn = setImmediate(ring);
		}, afterMs).unref();
	}

	function stop(): void {
		clearTimeout(timer);
		clearImmediate(lastTurn);
	}

	return { set, stop };
}
