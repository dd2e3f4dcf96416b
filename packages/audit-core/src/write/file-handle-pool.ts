/**
 * Bounds how many files are open at once. The next one waits until the file that has been idle longest is closed.
 */
export interface FileHandlePool {
	readonly open: number;
	take(): Promise<void>;
	give(): void;
	/** The holder has nothing to do: `letGo` may be called, once, and must lead to `give`. */
	idle(letGo: () => void): void;
	/** The holder is at work again. */
	busy(letGo: () => void): void;
}

export function createFileHandlePool(max: number): FileHandlePool {
	let open = 0;
	const idle = new Set<() => void>();
	const waiting: (() => void)[] = [];

	function makeRoom(): void {
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
					makeRoom();
				});
				return;
			}
			open++;
		},
		give() {
			const next = waiting.shift();
			if (next) next();
			else open--;
		},
		idle(letGo) {
			idle.add(letGo);
			makeRoom();
		},
		busy(letGo) {
			idle.delete(letGo);
		},
	};
}
