import type { AuditLog } from '@tool-audit/core';
import type { Account, Accounts } from '@tool-audit/server/accounts';
import type { Context } from './context.ts';
import { Failure, UsageError } from './failure.ts';

const NAMES_SHOWN_MAX = 20;

function listed(names: string[]): string {
	const shown = names.slice(0, NAMES_SHOWN_MAX).join(', ');
	return names.length > NAMES_SHOWN_MAX ? `${shown}, …` : shown;
}

/** Whose log is read: the one that was asked for, or the only one there is. */
export async function pickUser(
	log: AuditLog,
	wanted: string | undefined,
	{ config }: Context,
): Promise<string> {
	const users = await log.listUsers();
	const { home } = config();
	if (users.length === 0) throw new Failure(`There is no log below ${home} yet.`);
	if (wanted !== undefined) {
		if (users.includes(wanted)) return wanted;
		throw new Failure(`${wanted} has no folder below ${home}; these have: ${listed(users)}.`);
	}
	return onlyOne(users, 'log');
}

/** Whose account is meant: the one that was asked for, or the only one there is. */
export function pickAccount({ people }: Accounts, wanted: string | undefined): Account {
	const accounts = people.list();
	if (accounts.length === 0) {
		throw new Failure('There are no accounts yet: make one with tool-audit users add.');
	}
	const names = accounts.map(({ username }) => username);
	const account = people.byUsername(wanted ?? onlyOne(names, 'account'));
	if (account) return account;
	throw new Failure(`${wanted} has no account; these have: ${listed(names)}.`);
}

function onlyOne(names: string[], what: string): string {
	const [only, ...others] = names;
	if (only !== undefined && others.length === 0) return only;
	throw new UsageError(`Say whose ${what} with --user: ${listed(names)}.`);
}
