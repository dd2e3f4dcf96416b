import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { client } from '#lib/api/trpc.ts';
import { changed } from '#lib/audit/addresses.ts';
import { parseTypedDate } from '#lib/audit/filter/typed-time.ts';
import type { PageLoad } from './$types';

/** A day may be named as it is typed elsewhere: `/audit/today`, `/audit/yesterday`, `/audit/monday`. */
export const load: PageLoad = async ({ params, url }) => {
	const { today } = await client.audit.listDays.query({ budgetMs: 0 });
	const day = parseTypedDate(params.address, today);
	if (day === undefined) return;
	const pathname = resolve('/(app)/audit/[day=day]', { day });
	redirect(307, changed({ pathname, search: url.search }, {}));
};
