import { page } from '$app/state';
import type { Account } from '#lib/api/types.ts';

const ALICE: Account = {
	id: 'alice-id',
	username: 'alice',
	user: 'alice',
	role: 'user',
	disabled: false,
	createdAt: '2026-11-01T00:00:00.000Z',
};

/** Signs a user in for everything that is rendered from now on. */
export function signIn(): void {
	page.data.account = ALICE;
}
