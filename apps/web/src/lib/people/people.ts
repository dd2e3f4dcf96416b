import { client } from '../api/trpc.ts';
import type { Account } from '../api/types.ts';

const USERNAME = /^[a-z0-9][a-z0-9._-]{1,63}$/i;

/** Whether an account can have the name of its folder. */
export function isUsername(name: string): boolean {
	return USERNAME.test(name);
}

/** A password that is shown once. */
export interface NewPassword {
	username: string;
	password: string;
}

export interface NewPerson {
	username: string;
	role: Account['role'];
	/** Folder under home; the username if empty. */
	folder: string;
}

export async function create({ username, role, folder }: NewPerson): Promise<NewPassword> {
	const name = username.trim();
	const user = folder.trim();
	const { account, password } = await client.accounts.create.mutate({
		username: name,
		role,
		...(user && { user }),
	});
	return { username: account.username, password: password! };
}

export async function resetPassword({ id, username }: Account): Promise<NewPassword> {
	const { password } = await client.accounts.setPassword.mutate({ id });
	return { username, password: password! };
}

export function setRole({ id }: Account, role: Account['role']) {
	return client.accounts.setRole.mutate({ id, role });
}

export function setDisabled({ id }: Account, disabled: boolean) {
	return client.accounts.setDisabled.mutate({ id, disabled });
}
