/** Keeps values up to a total size in bytes. The least recently used ones are dropped first. */
export interface LruCache<T> {
	get(key: string): T | undefined;
	set(key: string, value: T, bytes: number): void;
	delete(key: string): void;
}

/** Approximate overhead of a value. */
const VALUE_BYTES = 500;

export function createLruCache<T>(bytesMax: number): LruCache<T> {
	/** In the order of last use, because a Map keeps the order in which keys were set. */
	const kept = new Map<string, { value: T; bytes: number }>();
	let total = 0;

	function forget(key: string): void {
		total -= kept.get(key)?.bytes ?? 0;
		kept.delete(key);
	}

	return {
		get(key) {
			const found = kept.get(key);
			if (!found) return undefined;
			kept.delete(key);
			kept.set(key, found);
			return found.value;
		},
		set(key, value, bytes) {
			forget(key);
			kept.set(key, { value, bytes: bytes + VALUE_BYTES });
			total += bytes + VALUE_BYTES;
			for (const oldest of kept.keys()) {
				if (total <= bytesMax || oldest === key) break;
				forget(oldest);
			}
		},
		delete: forget,
	};
}
