import type { InvalidateQueryFilters, Query, QueryClient } from '@tanstack/svelte-query';
import type { LogChange } from '@tool-audit/core';
import { trpc } from '#lib/api/trpc.ts';
import { RECENT_TROUBLE } from '#lib/home/recent-trouble.ts';
import type { Changes } from './changes.svelte.ts';
import { createThrottle } from './throttle.ts';

/** Counts may be a little older than the rows. */
const REFRESH_PAUSE_MS = 2_000;

interface Options {
	queries: QueryClient;
	changes: Pick<Changes, 'listen'>;
	/** The owner of the account's own log, whom queries omit. */
	user: string;
}

/**
 * Keeps lists of days, the counts of a day and the newest calls on Home up to date while logs change, and the open call
 * when its file was replaced. Only queries on the page are read again, and a running read is not interrupted. Long
 * lists of calls are left alone: they would move under the reader.
 *
 * Returns a function that stops it.
 */
export function keepCountsFresh({ queries, changes, user }: Options): () => void {
	// Whatever time span they are asked for.
	const recent = { queryKey: trpc.audit.recent.queryKey(RECENT_TROUBLE) };
	const call = { queryKey: trpc.audit.entry.queryKey() };
	/** A call whose file is back. */
	const missedCall = { ...call, predicate: ({ state }: Query) => state.status === 'error' };
	const everything = [
		{ queryKey: trpc.audit.listDays.queryKey() },
		{ queryKey: trpc.audit.summary.queryKey() },
		call,
		recent,
	];

	function outdatedBy(event: LogChange): InvalidateQueryFilters[] {
		if (event.type === 'start') return everything;
		const isOwn = event.user === user;
		const daysOf = (input: { user?: string }) => {
			return { queryKey: trpc.audit.listDays.queryKey(input), exact: true };
		};
		return [
			daysOf({ user: event.user }),
			{ queryKey: trpc.audit.summary.queryKey({ day: event.day }) },
			event.reset ? call : missedCall,
			...(isOwn ? [daysOf({}), recent] : []),
		];
	}

	/** A condition is not seen in JSON. */
	const keyOf = (filters: InvalidateQueryFilters) =>
		JSON.stringify([filters, filters.predicate !== undefined]);
	const outdated = new Map<string, InvalidateQueryFilters>();
	const throttle = createThrottle(async () => {
		const queriesToRead = [...outdated.values()];
		outdated.clear();
		await Promise.all(
			queriesToRead.map((filters) => queries.invalidateQueries(filters, { cancelRefetch: false })),
		);
	}, REFRESH_PAUSE_MS);

	const endListening = changes.listen((event) => {
		for (const filters of outdatedBy(event)) outdated.set(keyOf(filters), filters);
		throttle.ask();
	});
	return () => {
		endListening();
		throttle.stop();
	};
}
