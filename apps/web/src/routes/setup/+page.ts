import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { client } from '#lib/api/trpc.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async () => {
	const { setupNeeded } = await client.session.get.query();
	if (!setupNeeded) redirect(307, resolve('/login'));
};
