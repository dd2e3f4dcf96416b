import type { QueryClient } from '@tanstack/svelte-query';
import { trpc } from '#lib/api/trpc.ts';
import type { Changes } from './changes.svelte.ts';
import { LostDays } from './lost-days.svelte.ts';

interface Options {
	queries: QueryClient;
	changes: Pick<Changes, 'listen'>;
	/** The owner of the account's own log, whom queries omit. */
	user: string;
}

/** Those of the whole page: what was lost is said also where it was not on the screen then. */
export const lostDays = new LostDays();

/** Tells them of each change and of each list of days. Returns a function that stops it. */
export function keepLostDays({ queries, changes, user }: Options): () => void {
	const endListening = lostDays.listenTo(changes);
	const listDays = JSON.stringify(trpc.audit.listDays.queryKey());
	const endWatching = queries.getQueryCache().subscribe(({ type, query }) => {
		if (type !== 'updated' || query.state.status !== 'success') return;
		const [router, procedure, input] = query.queryKey as [unknown, unknown, { user?: string }?];
		if (JSON.stringify([router, procedure]) !== listDays) return;
		const { days } = query.state.data as { days: { day: string; bytes: number }[] };
		lostDays.noteListed(input?.user ?? user, days);
	});
	return () => {
		endListening();
		endWatching();
	};
}
