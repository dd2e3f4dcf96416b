import { watch, type FSWatcher } from 'node:fs';

/** File events get lost, and some file systems have none: at least this often there is a look. */
const LOOK_EVERY_MS = 1_000;
/** A line is seldom written alone: what comes right behind the first one is read with it. */
const LOOK_DELAY_MS = 10;
/** Looks are no closer together, so that all that listeners cost has a bound, however many lines are written. */
const LOOK_PAUSE_MS = 50;

/** Tells its listeners when to look for something new in a folder. */
export interface FolderWatch {
	/** How many times there was cause to look. */
	readonly looks: number;
	/** Calls all back at once for each look, until the answer is called. */
	listen(onLook: () => void): () => void;
}

/**
 * One watch for all listeners of a folder, at work while there are any. The folder need not exist. A look
 * that something calls for always comes after it, so that nothing is slept through.
 */
export function createFolderWatch(path: string, onUnused: () => void = () => {}): FolderWatch {
	const listeners = new Set<() => void>();
	let looks = 0;
	let lookedAtMs = Number.NEGATIVE_INFINITY;
	let watcher: FSWatcher | null = null;
	let clock: NodeJS.Timeout | undefined;
	let next: NodeJS.Timeout | null = null;

	function look(): void {
		next = null;
		looks++;
		lookedAtMs = performance.now();
		for (const listener of listeners) listener();
	}

	function callForLook(): void {
		const pausedMs = performance.now() - lookedAtMs;
		next ??= setTimeout(look, Math.max(LOOK_DELAY_MS, LOOK_PAUSE_MS - pausedMs));
	}

	function startWatcher(): void {
		try {
			watcher = watch(path, { persistent: false }, (event, name) => {
				// The folder's own name: it was moved or deleted, and the watch with it.
				if (event === 'rename' && name !== null && path.endsWith(name)) stopWatcher();
				callForLook();
			});
			watcher.on('error', stopWatcher);
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
		callForLook();
	}

	return {
		get looks() {
			return looks;
		},
		listen(onLook) {
			listeners.add(onLook);
			if (listeners.size === 1) {
				startWatcher();
				clock = setInterval(tick, LOOK_EVERY_MS);
			}
			return () => {
				if (!listeners.delete(onLook) || listeners.size > 0) return;
				clearInterval(clock);
				if (next) clearTimeout(next);
				next = null;
				stopWatcher();
				onUnused();
			};
		},
	};
}
