import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { client } from '#lib/api/trpc.ts';
import { returnAddress } from '#lib/session/return-address.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url }) => {
	const { account, setupNeeded } = await client.session.get.query();
	if (setupNeeded) redirect(307, resolve('/setup'));
	if (account) {
		redirect(307, returnAddress(url.searchParams.get('to'), url.origin));
	}
};
