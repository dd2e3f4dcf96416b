import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { signInAddress } from '#lib/addresses.ts';
import { client } from '#lib/api/trpc.ts';
import type { LayoutLoad } from './$types';

/** Every page in this group needs a signed-in account. */
export const load: LayoutLoad = async ({ url, untrack }) => {
	const { account, setupNeeded, timeZone } = await client.session.get.query();
	if (setupNeeded) redirect(307, resolve('/setup'));
	// Checked once, not at every navigation: the first rejected call shows that a session has ended.
	if (!account)
		redirect(
			307,
			untrack(() => signInAddress(url)),
		);
	return { account, ...(timeZone !== null && { timeZone }) };
};
