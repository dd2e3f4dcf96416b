/**
 * Limits how many files are open at once. The next one waits until the file that has been idle longest is closed.
 */
export interface FileHandlePool {
	readonly open: number;
	take(): Promise<void>;
	/** Takes one if there is one, without waiting. */
	takeNow(): boolean;
	give(): void;
	/** The file is idle: `release` may be called, once, and must lead to `give`. */
	idle(release: () => void): void;
	/** The file is in use again. */
	busy(release: () => void): void;
}

export function createFileHandlePool(max: number): FileHandlePool {
	let open = 0;
	const idle = new Set<() => void>();
	const waiting: (() => void)[] = [];

	function releaseLongestIdle(): void {
		const [longestIdle] = idle;
		if (waiting.length === 0 || longestIdle === undefined) return;
		idle.delete(longestIdle);
		longestIdle();
	}

	return {
		get open() {
			return open;
		},
		async take() {
			if (open >= max) {
				await new Promise<void>((resolve) => {
					waiting.push(resolve);
					releaseLongestIdle();
				});
				return;
			}
			open++;
		},
		takeNow() {
			if (open >= max) return false;
			open++;
			return true;
		},
		give() {
			const next = waiting.shift();
			if (next) next();
			else open--;
		},
		idle(release) {
			idle.add(release);
			releaseLongestIdle();
		},
		busy(release) {
			idle.delete(release);
		},
	};
}
