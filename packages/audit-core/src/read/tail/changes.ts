/**
 * Events that say which logs change, without their rows: for a page that shows many of them and reads what it
 * shows.
 *
 * One feed notices the changes for all listeners. Each event is about one day. A listener gets at most twenty
 * events a second; changes of one day between two events are added up.
 */
import type { DayChange, LogChange } from '../../audit-log.ts';
import { wait } from '../../wait.ts';
import type { Engine } from '../index/engine.ts';
import { createChangeFeed, type ChangeFeed } from './change-feed.ts';
import { endedBy } from './ended-by.ts';

/** At most twenty events a second. */
const EVENT_PAUSE_MS = 50;

export interface ChangesQuery {
	/** `null` for all users. */
	users: ReadonlySet<string> | null;
	signal: AbortSignal | undefined;
}

export interface Changes {
	(query: ChangesQuery): AsyncIterable<LogChange>;
	/** Ends all streams. */
	close(): void;
}

export function createChanges(engine: Pick<Engine, 'home'>): Changes {
	const listeners = new Set<(change: DayChange) => void>();
	const closing = new AbortController();
	let feed: ChangeFeed | null = null;

	/** Adds a listener to the one feed, which runs while there are any listeners. */
	function listen(listener: (change: DayChange) => void): {
		ready: Promise<void>;
		stop: () => void;
	} {
		listeners.add(listener);
		feed ??= createChangeFeed(engine, {
			onChange: (change) => listeners.forEach((tell) => tell(change)),
		});
		return {
			ready: feed.ready,
			stop() {
				if (!listeners.delete(listener) || listeners.size > 0) return;
				feed?.stop();
				feed = null;
			},
		};
	}

	async function* follow({ users }: ChangesQuery, signal: AbortSignal): AsyncGenerator<LogChange> {
		const pending = new Map<string, DayChange>();
		let wake = () => {};
		const { ready, stop } = listen((change) => {
			if (users && !users.has(change.user)) return;
			const key = JSON.stringify([change.user, change.day]);
			pending.set(key, both(pending.get(key), change));
			wake();
		});
		const onAbort = () => {
			stop();
			wake();
		};
		signal.addEventListener('abort', onAbort);
		try {
			await ready;
			if (!signal.aborted) yield { type: 'start' };
			while (!signal.aborted) {
				const [first] = pending;
				if (!first) {
					await new Promise<void>((resolve) => (wake = resolve));
					continue;
				}
				pending.delete(first[0]);
				yield { type: 'change', ...first[1] };
				await wait(EVENT_PAUSE_MS, { signal });
			}
		} finally {
			stop();
			signal.removeEventListener('abort', onAbort);
		}
	}

	function changes(query: ChangesQuery): AsyncIterable<LogChange> {
		const left = new AbortController();
		const signals = [left.signal, closing.signal, ...(query.signal ? [query.signal] : [])];
		return endedBy(left, follow(query, AbortSignal.any(signals)));
	}

	return Object.assign(changes, { close: () => closing.abort() });
}

function both(before: DayChange | undefined, now: DayChange): DayChange {
	if (!before) return now;
	return {
		...now,
		added: before.added + now.added,
		late: before.late + now.late,
		...((before.reset ?? now.reset) && { reset: true }),
	};
}
