import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { client } from '../api/trpc.ts';
import { unsaved } from '../files/unsaved.svelte.ts';

export async function signOut(): Promise<void> {
	if (!(await unsaved.mayLeave())) return;
	await client.session.signOut.mutate();
	await goto(resolve('/login'), { replace: true });
}
