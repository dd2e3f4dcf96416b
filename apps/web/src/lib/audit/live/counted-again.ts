import type { QueryClient } from '@tanstack/svelte-query';
import { trpc } from '#lib/api/trpc.ts';

/** The numbers of a day that grew, wherever on the page they stand. A count under way is let finish. */
export async function countedAgain(
	queries: QueryClient,
	place: { day: string; user?: string },
): Promise<void> {
	const owner = place.user === undefined ? {} : { user: place.user };
	const keys = [trpc.audit.listDays.queryKey(owner), trpc.audit.summary.queryKey(place)];
	await Promise.all(
		keys.map((queryKey) => queries.invalidateQueries({ queryKey }, { cancelRefetch: false })),
	);
}
