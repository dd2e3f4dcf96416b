import type { AuditLog, ReadOptions } from '@tool-audit/core';
import type { Account, Accounts } from '@tool-audit/accounts';
import { listOwners } from '@tool-audit/accounts/owners';
import type { Context } from './context.ts';
import { Failure, UsageError } from './failure.ts';

const NAMES_SHOWN_MAX = 20;

function listed(names: string[]): string {
	const shown = names.slice(0, NAMES_SHOWN_MAX).join(', ');
	return names.length > NAMES_SHOWN_MAX ? `${shown}, …` : shown;
}

/** The log to use: the requested one, else that of the settings, else that of the only account, else the only log. */
export async function chooseUser(
	log: AuditLog,
	wanted: string | undefined,
	{ settings }: Context,
	options?: ReadOptions,
): Promise<string> {
	const { home, data, user } = settings();
	if (wanted === undefined && user !== undefined) return user;
	const [logs, owners] = [await log.listUsers(options), listOwners(data)];
	const users = [...new Set([...logs, ...owners])].sort();
	if (users.length === 0) {
		throw new Failure(
			`There are no accounts and no logs in ${home} yet. Create an account on the page whose link tool-audit start prints, or with tool-audit users add; or name a log with --user.`,
		);
	}
	if (wanted !== undefined) {
		if (users.includes(wanted)) return wanted;
		throw new Failure(`${wanted} has no log in ${home}. There are: ${listed(users)}.`);
	}
	const [only] = owners.length === 1 ? owners : logs.length === 1 ? logs : [];
	if (only !== undefined) return only;
	throw new UsageError(`Choose a log with --user: ${listed(users)}.`);
}

/** The message for an empty result: that the log has no calls yet, or else the caller's message. */
export async function emptyRemark(log: AuditLog, owner: string, other: string): Promise<string> {
	return (await log.listUsers()).includes(owner) ? other : `${owner} has no calls yet.`;
}

/** The account to use: the requested one, else the only one. */
export function chooseAccount({ people }: Accounts, wanted: string | undefined): Account {
	const accounts = people.list();
	if (accounts.length === 0) {
		throw new Failure('There are no accounts yet. Create one with tool-audit users add.');
	}
	const names = accounts.map(({ username }) => username);
	const account = people.byUsername(wanted ?? onlyOne(names));
	if (account) return account;
	throw new Failure(`${wanted} has no account. There are: ${listed(names)}.`);
}

function onlyOne(names: string[]): string {
	const [only, ...others] = names;
	if (only !== undefined && others.length === 0) return only;
	throw new UsageError(`Choose an account with --user: ${listed(names)}.`);
}
