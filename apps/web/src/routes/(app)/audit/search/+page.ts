import { redirect } from '@sveltejs/kit';
import { isDay } from '@tool-audit/core/format';
import { client } from '#lib/api/trpc.ts';
import { changed } from '#lib/audit/addresses.ts';
import { endOfDay, instantAt } from '#lib/audit/times.ts';
import type { PageLoad } from './$types';

/** An address of version 1.0 names whole days of the log's own clock. */
export const load: PageLoad = async ({ url }) => {
	const [from, to] = ['from', 'to'].map((name) => {
		const day = url.searchParams.get(name);
		return day !== null && isDay(day) ? day : undefined;
	});
	if (!from && !to) return;
	const { timeZone } = await client.audit.listDays.query({ budgetMs: 0 });
	redirect(
		307,
		changed(url, {
			...{ from: undefined, to: undefined },
			...(from && { since: instantAt(from, '00:00', timeZone) }),
			...(to && { until: endOfDay(to, timeZone) }),
		}),
	);
};
