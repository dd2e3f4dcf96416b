import { watch, type FSWatcher } from 'node:fs';

/** File events get lost, and some file systems have none: at least this often somebody looks. */
const LOOK_EVERY_MS = 1_000;

/** Tells its listeners when there may be something new in a folder. */
export interface FolderWatch {
	/** Goes up with every sign of change. */
	readonly generation: number;
	/** Calls back at every sign of change, until the answer is called. */
	listen(onChange: () => void): () => void;
}

/** One watch for all listeners of a folder, at work while there are any. The folder need not exist. */
export function createFolderWatch(path: string): FolderWatch {
	const listeners = new Set<() => void>();
	let generation = 0;
	let watcher: FSWatcher | null = null;
	let timer: NodeJS.Timeout | undefined;

	function changed(): void {
		generation++;
		for (const listener of listeners) listener();
	}

	function startWatcher(): void {
		try {
			watcher = watch(path, { persistent: false }, (event, name) => {
				// The folder's own name: it was moved or deleted, and the watch with it.
				if (event === 'rename' && name !== null && path.endsWith(name)) stopWatcher();
				changed();
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

	function look(): void {
		if (!watcher) startWatcher();
		changed();
	}

	return {
		get generation() {
			return generation;
		},
		listen(onChange) {
			listeners.add(onChange);
			if (listeners.size === 1) {
				startWatcher();
				timer = setInterval(look, LOOK_EVERY_MS);
			}
			return () => {
				listeners.delete(onChange);
				if (listeners.size > 0) return;
				clearInterval(timer);
				stopWatcher();
			};
		},
	};
}
