import type { AuditLog, ReadOptions } from '@tool-audit/core';
import type { People } from '@tool-audit/accounts';

/** The users: owners of logs, with or without an account. */
export interface Users {
	exists(user: string, options?: ReadOptions): Promise<boolean>;
	/** Folders under home that belong to no account yet. */
	unclaimed(): Promise<string[]>;
	/** Owners of a folder or of an account, in alphabetical order. */
	list(options?: ReadOptions): Promise<string[]>;
}

export function createUsers(log: AuditLog, people: People): Users {
	const claimed = (): string[] => people.list().map((account) => account.user);
	return {
		exists: async (user, options) =>
			people.byUser(user) !== null || (await log.listUsers(options)).includes(user),
		async unclaimed() {
			const users = new Set(claimed());
			return (await log.listUsers()).filter((user) => !users.has(user));
		},
		list: async (options) => [...new Set([...claimed(), ...(await log.listUsers(options))])].sort(),
	};
}
