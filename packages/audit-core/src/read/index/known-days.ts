import type { ListedDay } from '../../home.ts';
import { createLruCache } from './lru-cache.ts';

const BYTES_MAX = 16 * 1024 * 1024;

/** What is known about whole days. A file that has not changed since need not be opened. */
export interface KnownDays<T> {
	get(user: string, listed: ListedDay): T | null;
	/** `bytes` is the approximate memory of the value. */
	set(user: string, listed: ListedDay, value: T, bytes?: number): void;
}

export function createKnownDays<T>(): KnownDays<T> {
	const known = createLruCache<{ listed: ListedDay; value: T }>(BYTES_MAX);

	return {
		get(user, listed) {
			const found = known.get(`${user}/${listed.day}`);
			const isSame =
				found?.listed.inode === listed.inode &&
				found.listed.bytes === listed.bytes &&
				found.listed.changedMs === listed.changedMs;
			return isSame ? found.value : null;
		},
		set(user, listed, value, bytes = 0) {
			known.set(`${user}/${listed.day}`, { listed, value }, bytes);
		},
	};
}
