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

/** What is rendered from now on is shown to somebody who is signed in. */
export function signIn(): void {
	page.data.account = ALICE;
}
