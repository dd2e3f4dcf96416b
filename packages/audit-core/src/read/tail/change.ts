import type { FolderWatch } from './watch.ts';

/** Lets one listener sleep until there may be something new. */
export interface Change {
	/** Called before a check, so that a change during the check is not missed. */
	checking(): void;
	next(): Promise<void>;
	stop(): void;
}

export function createChange(watch: FolderWatch, signal: AbortSignal): Change {
	let checks = watch.checks;
	let wake = () => {};
	const onCheck = () => wake();
	const stopListening = watch.listen(onCheck);
	/** Stops at once, because the next event may never be requested. */
	const onAbort = () => {
		stopListening();
		wake();
	};
	signal.addEventListener('abort', onAbort);

	return {
		checking() {
			checks = watch.checks;
		},
		async next() {
			if (watch.checks > checks || signal.aborted) return;
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
