import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { signInAddress } from '#lib/addresses.ts';
import { client } from '#lib/api/trpc.ts';
import type { LayoutLoad } from './$types';

/** Everything in this group is for people who are signed in. */
export const load: LayoutLoad = async ({ url, untrack }) => {
	const { account, setupNeeded } = await client.session.get.query();
	if (setupNeeded) redirect(307, resolve('/setup'));
	// Asked once, not at every step: a session that ends later is noticed by the first call that is refused.
	if (!account)
		redirect(
			307,
			untrack(() => signInAddress(url)),
		);
	return { account };
};
