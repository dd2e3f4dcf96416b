import { page } from '$app/state';
import type { Account } from '#lib/api/types.ts';

/** The account that is signed in. Only for components of a signed-in page. */
export function signedIn(): Account {
	const { account } = page.data;
	if (!account) throw new Error('This page is for people who are signed in.');
	return account;
}
