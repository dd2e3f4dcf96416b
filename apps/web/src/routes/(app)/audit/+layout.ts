import { redirect } from '@sveltejs/kit';
import { changed } from '#lib/audit/addresses.ts';
import type { LayoutLoad } from './$types';

/** An address without an owner, as version 1.0 wrote them, gets the reader's name: it can be copied as a link. */
export const load: LayoutLoad = async ({ url, route, parent }) => {
	const { account } = await parent();
	if (url.searchParams.has('user') || route.id.startsWith('/(app)/audit/everyone')) return;
	redirect(307, changed(url, { user: account.user }));
};
