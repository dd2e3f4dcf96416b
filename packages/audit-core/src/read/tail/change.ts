import type { FolderWatch } from './watch.ts';

/** Lets one listener sleep until there may be something new. */
export interface Change {
	/** Called before looking, so that what changes meanwhile is not slept through. */
	looking(): void;
	next(): Promise<void>;
	stop(): void;
}

export function createChange(watch: FolderWatch, signal: AbortSignal): Change {
	let looks = watch.looks;
	let wake = () => {};
	const onLook = () => wake();
	const stopListening = watch.listen(onLook);
	/** At once, and not when the next event is asked for: it may never be. */
	const onAbort = () => {
		stopListening();
		wake();
	};
	signal.addEventListener('abort', onAbort);

	return {
		looking() {
			looks = watch.looks;
		},
		async next() {
			if (watch.looks > looks || signal.aborted) return;
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		},
		stop() {
			stopListening();
			signal.removeEventListener('abort', onAbort);
		},
	};
}
