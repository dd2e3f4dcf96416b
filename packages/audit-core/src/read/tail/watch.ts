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
/** Lines are often written in groups: those that closely follow the first one are read with it. */
const CHECK_DELAY_MS = 10;
/** Shortest time between two checks, so that the cost of listeners has a bound, however many lines are written … */
const CHECK_PAUSE_MS = 50;
/** … and however many listeners there are: each is sent what a check has found. */
const LISTENER_PAUSE_MS = 0.5;

/** Time between two checks for so many listeners, in milliseconds. A check takes some processor time for each of them. */
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
	let checkedAtMs = Number.NEGATIVE_INFINITY;
	let watcher: { close(): void } | null = null;
	let clock: NodeJS.Timeout | undefined;
	let next: NodeJS.Timeout | null = null;

	function check(): void {
		next = null;
		checks++;
		checkedAtMs = monotonicMs();
		for (const listener of listeners) listener();
	}

	function scheduleCheck(): void {
		const pausedMs = monotonicMs() - checkedAtMs;
		next ??= setTimeout(check, Math.max(CHECK_DELAY_MS, pauseFor(listeners.size) - pausedMs));
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
