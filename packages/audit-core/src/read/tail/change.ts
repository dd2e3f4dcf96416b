import { setTimeout as wait } from 'node:timers/promises';
import type { FolderWatch } from './watch.ts';

/** Lines written one by one are read some at a time. */
const PAUSE_MS = 10;

/** Lets one listener sleep until there may be something new. */
export interface Change {
	/** Called before looking, so that what changes meanwhile is not slept through. */
	looking(): void;
	next(): Promise<void>;
	stop(): void;
}

export function createChange(watch: FolderWatch, signal: AbortSignal): Change {
	let lookedAt = watch.generation;
	let wake = () => {};
	const onChange = () => wake();
	const stopListening = watch.listen(onChange);
	/** At once, and not when the next event is asked for: nobody may ever ask. */
	const onAbort = () => {
		stopListening();
		wake();
	};
	signal.addEventListener('abort', onAbort);

	return {
		looking() {
			lookedAt = watch.generation;
		},
		async next() {
			if (watch.generation === lookedAt && !signal.aborted) {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
			if (!signal.aborted) await wait(PAUSE_MS);
		},
		stop() {
			stopListening();
			signal.removeEventListener('abort', onAbort);
		},
	};
}
