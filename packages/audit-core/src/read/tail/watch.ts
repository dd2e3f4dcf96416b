import {
	clearInterval,
	clearTimeout,
	setInterval,
	setTimeout,
} from '@tool-audit/safe-files/timers';
import type { FolderListener } from '../../home.ts';
import { monotonicMs } from '../../monotonic.ts';

/** File events get lost, and some file systems have none, so the folder is also checked at this interval. */
const CHECK_EVERY_MS = 1_000;
/** Time between two checks on average, so that their cost has a bound, however many lines are written … */
const CHECK_PAUSE_MS = 40;
/** … and however many listeners there are: each is sent what a check has found. */
const LISTENER_PAUSE_MS = 0.5;
/** After a rest, checks follow events at once until they are ahead of this average by so much. */
const AHEAD_MS = 1_000;

/** Time between two checks for so many listeners, in milliseconds. */
export function pauseFor(listeners: number): number {
	const pauseMs = Math.max(CHECK_PAUSE_MS, listeners * LISTENER_PAUSE_MS);
	return Math.min(pauseMs, CHECK_EVERY_MS);
}

/** Calls its listeners when they should check a folder for something new. */
export interface FolderWatch {
	/** Number of checks so far. */
	readonly checks: number;
	/** Calls `onCheck` for every check, until the returned function is called. */
	listen(onCheck: () => void): () => void;
}

/**
 * One watch for all listeners of a folder, which runs while there are any. The folder need not exist. A check
 * always comes after the event that caused it, so that nothing is missed.
 */
export function createFolderWatch(
	watch: (listener: FolderListener) => { close(): void },
	onUnused: () => void = () => {},
): FolderWatch {
	const listeners = new Set<() => void>();
	let checks = 0;
	/** When the checks so far would have been done, one pause after the other. */
	let paidUntilMs = Number.NEGATIVE_INFINITY;
	let watcher: { close(): void } | null = null;
	let clock: NodeJS.Timeout | undefined;
	let next: NodeJS.Timeout | null = null;

	function check(): void {
		next = null;
		checks++;
		paidUntilMs = Math.max(paidUntilMs, monotonicMs()) + pauseFor(listeners.size);
		for (const listener of listeners) listener();
	}

	function scheduleCheck(): void {
		next ??= setTimeout(check, Math.max(0, paidUntilMs - AHEAD_MS - monotonicMs()));
	}

	function startWatcher(): void {
		try {
			watcher = watch({ onEvent: scheduleCheck, onEnd: stopWatcher });
		} catch {
			watcher = null;
		}
	}

	function stopWatcher(): void {
		watcher?.close();
		watcher = null;
	}

	function tick(): void {
		if (!watcher) startWatcher();
		scheduleCheck();
	}

	return {
		get checks() {
			return checks;
		},
		listen(onCheck) {
			listeners.add(onCheck);
			if (listeners.size === 1) {
				startWatcher();
				clock = setInterval(tick, CHECK_EVERY_MS);
			}
			return () => {
				if (!listeners.delete(onCheck) || listeners.size > 0) return;
				clearInterval(clock);
				if (next) clearTimeout(next);
				next = null;
				stopWatcher();
				onUnused();
			};
		},
	};
}
