import {
	clearImmediate,
	clearTimeout,
	setImmediate,
	setTimeout,
} from '@tool-audit/safe-files/timers';
import { monotonicMs } from './monotonic.ts';
/**
 * Calls back once when it was not set again for `afterMs` milliseconds. Does not keep the process alive.
 *
 * A watchdog that fires late does not call back: the process was asleep or busy, and so was everything that it
 * waited for. It sets itself again instead. One that fires on time first lets pending answers arrive.
 */
export interface Watchdog {
	set(): void;
	stop(): void;
}

const LATE_MS = 25;

export function createWatchdog(afterMs: number, onSilence: () => void): Watchdog {
	let timer: NodeJS.Timeout | undefined;
	let lastTurn: NodeJS.Immediate | undefined;
	let dueMs = 0;

	function set(): void {
		stop();
		dueMs = monotonicMs() + afterMs;
		timer = setTimeout(() => {
			if (monotonicMs() - dueMs > LATE_MS) set();
			else lastTurn = setImmediate(onSilence);
		}, afterMs).unref();
	}

	function stop(): void {
		clearTimeout(timer);
		clearImmediate(lastTurn);
	}

	return { set, stop };
}
