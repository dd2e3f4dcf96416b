import type { client } from '../api/trpc.ts';
import { viewRow } from '../audit/row-view.ts';
import type { NewestCall } from './first-call.svelte.ts';

/** A log may have been idle for long. */
const DAYS = 31;

/** The newest call of the own log. */
export async function readNewest({
	audit,
}: Pick<typeof client, 'audit'>): Promise<NewestCall | null> {
	const { entries } = await audit.recent.query({ days: DAYS, limit: 1 });
	const newest = entries[0];
	if (!newest) return null;
	const { day, ref, entry } = newest;
	const { tool } = viewRow({ kind: 'entry', ...newest });
	return { day, ref, tool, isLate: entry['recorded_at'] !== undefined };
}
