import { randomInt } from 'node:crypto';
import { AccountsError } from './errors.ts';
import type { Account, Role } from './account.ts';
import type { AccountsStore } from './store.ts';

/** Without letters and digits that look alike. */
const PASSWORD_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const PASSWORD_GROUPS = 5;
const PASSWORD_GROUP_CHARS = 5;

export interface NewAccount {
	username: string;
	role: Role;
	/** Folder under home; by default the username. */
	user?: string | undefined;
	/** By default one is generated and returned. */
	password?: string | undefined;
}

/** `password` is set only when it was generated. It is shown once, and only its hash is stored. */
export interface CreatedAccount {
	account: Account;
	password?: string;
}

export interface People {
	isEmpty(): boolean;
	list(): Account[];
	byId(id: string): Account | null;
	byUsername(username: string): Account | null;
	/** The account that owns a folder under home. */
	byUser(user: string): Account | null;
	create(account: NewAccount): Promise<CreatedAccount>;
	setRole(id: string, role: Role): Account;
	/** Ends all sessions of the account. Without a password, generates and returns one. */
	setPassword(id: string, password?: string): Promise<{ password?: string }>;
	/** Disabling ends sessions and deletes keys at once; enabling brings back neither. */
	setDisabled(id: string, disabled: boolean): Account;
}

function makePassword(): string {
	const group = () =>
		Array.from(
			{ length: PASSWORD_GROUP_CHARS },
			() => PASSWORD_ALPHABET[randomInt(PASSWORD_ALPHABET.length)],
		).join('');
	return Array.from({ length: PASSWORD_GROUPS }, group).join('-');
}

export function createPeople(store: AccountsStore): People {
	const { auth, db } = store;
	// The condition is part of the update, so that two updates at once, from two processes, still leave one admin.
	const leavesAnAdmin = `(role <> 'admin' OR banned = 1 OR EXISTS
		(SELECT 1 FROM user other WHERE other.role = 'admin' AND other.banned IS NOT 1 AND other.id <> user.id))`;
	const promote = db.prepare(`UPDATE user SET role = 'admin' WHERE id = ?`);
	const demote = db.prepare(`UPDATE user SET role = 'user' WHERE id = ? AND ${leavesAnAdmin}`);
	const enable = db.prepare('UPDATE user SET banned = 0 WHERE id = ?');
	const disable = db.prepare(`UPDATE user SET banned = 1 WHERE id = ? AND ${leavesAnAdmin}`);
	const endSessions = db.prepare('DELETE FROM session WHERE userId = ?');
	const deleteKeys = db.prepare('DELETE FROM apikey WHERE referenceId = ?');
	const anyone = db.prepare('SELECT 1 FROM user LIMIT 1');

	function find(id: string): Account {
		const account = store.accountById(id);
		if (!account) throw new AccountsError('unknown', 'There is no such person. Reload the list.');
		return account;
	}

	function refuseTaken(username: string, user: string): void {
		if (store.accountByUsername(username)) {
			throw new AccountsError(
				'taken',
				`The username ${username} is taken. Choose another.`,
				'username',
			);
		}
		const owner = store.accountByUser(user);
		if (owner) {
			throw new AccountsError(
				'taken',
				`The folder ${user} belongs to ${owner.username}. Choose another.`,
				'user',
			);
		}
	}

	return {
		isEmpty: () => anyone.get() === undefined,
		list: () => store.accounts(),
		byId: (id) => store.accountById(id),
		byUsername: (username) => store.accountByUsername(username),
		byUser: (user) => store.accountByUser(user),

		async create({ username, role, user = username, password }) {
			refuseTaken(username, user);
			const made = password === undefined ? makePassword() : undefined;
			const creating = auth.api.createUser({
				body: {
					// better-auth requires an email address; `.invalid` never exists (RFC 2606).
					email: `${username}@users.invalid`,
					name: username,
					role,
					password: password ?? made!,
					data: { username, folder: user },
				},
			});
			const { user: created } = await creating.catch((error: unknown) => {
				// Another account may have taken the name or the folder in the meantime.
				refuseTaken(username, user);
				throw error;
			});
			return { account: find(created.id), ...(made === undefined ? {} : { password: made }) };
		},

		setRole(id, role) {
			find(id);
			const { changes } = (role === 'admin' ? promote : demote).run(id);
			if (changes === 0) {
				throw new AccountsError(
					'last-admin',
					'This is the last admin. Make another person an admin first.',
				);
			}
			return find(id);
		},

		async setPassword(id, password) {
			find(id);
			const made = password === undefined ? makePassword() : undefined;
			const context = await auth.$context;
			const hash = await context.password.hash(password ?? made!);
			await context.internalAdapter.updatePassword(id, hash);
			endSessions.run(id);
			return made === undefined ? {} : { password: made };
		},

		setDisabled(id, disabled) {
			find(id);
			const { changes } = (disabled ? disable : enable).run(id);
			if (changes === 0) {
				throw new AccountsError(
					'last-admin',
					'This is the last admin. Make another person an admin first.',
				);
			}
			if (disabled) {
				endSessions.run(id);
				deleteKeys.run(id);
			}
			return find(id);
		},
	};
}
