import { APIError } from 'better-auth/api';
import { AccountsError, disabled } from './errors.ts';
import type { Account } from './account.ts';
import { ADDRESS_HEADER } from './auth.ts';
import { verifyPassword } from './password-hash.ts';
import type { AccountsStore } from './store.ts';

/** Values of `Set-Cookie`, which set or delete cookies. */
type Cookies = string[];

export interface SignedIn {
	account: Account;
	sessionId: string;
	cookies: Cookies;
}

export interface Sessions {
	/** @throws AccountsError with the same message for a wrong password and an unknown username */
	signIn(person: {
		username: string;
		password: string;
		address: string;
	}): Promise<{ account: Account; cookies: Cookies }>;
	/** The account that is signed in with a request's cookies; `null` when there is none. */
	find(cookie: string): Promise<SignedIn | null>;
	/** Whether a session found earlier is still valid. */
	stands(sessionId: string): boolean;
	signOut(cookie: string): Promise<Cookies>;
	signOutEverywhere(accountId: string, cookie: string): Promise<Cookies>;
	/**
	 * Asks for the password again, before something that a borrowed browser must not do.
	 *
	 * @throws AccountsError `wrong-password`
	 */
	confirmPassword(username: string, password: string): Promise<void>;
	/** Also ends all other sessions of the account. */
	changePassword(change: {
		cookie: string;
		address: string;
		currentPassword: string;
		newPassword: string;
	}): Promise<Cookies>;
}

function headersOf(cookie: string, address?: string): Headers {
	return new Headers({ cookie, ...(address ? { [ADDRESS_HEADER]: address } : {}) });
}

function signInFailed(): AccountsError {
	return new AccountsError(
		'sign-in-failed',
		'Username or password is wrong. Check both and try again.',
	);
}

export function createSessions(store: AccountsStore): Sessions {
	const { auth, db } = store;
	const standing = db.prepare(
		'SELECT expiresAt FROM session JOIN user ON user.id = userId WHERE session.id = ? AND banned IS NOT 1',
	);
	const endAll = db.prepare('DELETE FROM session WHERE userId = ?');
	const endOne = db.prepare('DELETE FROM session WHERE token = ?');
	const passwordHash = db.prepare(
		'SELECT password FROM account JOIN user ON user.id = userId WHERE username = ? AND password IS NOT NULL',
	);
	const hashOf = (username: string) => passwordHash.get(username.toLowerCase())?.password;

	async function signOut(cookie: string): Promise<Cookies> {
		const { headers } = await auth.api.signOut({ headers: headersOf(cookie), returnHeaders: true });
		return headers.getSetCookie();
	}

	return {
		async signIn({ username, password, address }) {
			const hashBefore = hashOf(username);
			try {
				const { headers, response } = await auth.api.signInUsername({
					body: { username, password },
					headers: headersOf('', address),
					returnHeaders: true,
				});
				const account = store.accountById(response.user.id)!;
				// Checking a password takes time. If the account was disabled or its password changed in the meantime, end this session.
				const isOutdated = hashOf(username) !== hashBefore;
				if (isOutdated || account.disabled) {
					endOne.run(response.token);
					throw isOutdated ? signInFailed() : disabled();
				}
				return { account, cookies: headers.getSetCookie() };
			} catch (error) {
				if (!(error instanceof APIError)) throw error;
				// Reported only after the password was correct.
				if (error.body?.code === 'BANNED_USER') {
					throw disabled();
				}
				throw signInFailed();
			}
		},

		async find(cookie) {
			const { headers, response } = await auth.api.getSession({
				headers: headersOf(cookie),
				returnHeaders: true,
			});
			const account = response && store.accountById(response.user.id);
			if (!account || account.disabled) return null;
			return { account, sessionId: response.session.id, cookies: headers.getSetCookie() };
		},

		stands(sessionId) {
			const row = standing.get(sessionId);
			return row !== undefined && new Date(row.expiresAt as string).getTime() > Date.now();
		},

		signOut,

		async signOutEverywhere(accountId, cookie) {
			endAll.run(accountId);
			return signOut(cookie);
		},

		async confirmPassword(username, password) {
			const hash = hashOf(username);
			if (typeof hash === 'string' && (await verifyPassword(hash, password))) return;
			throw new AccountsError(
				'wrong-password',
				'The password is wrong. Nothing was changed; try again.',
				'password',
			);
		},

		async changePassword({ cookie, address, currentPassword, newPassword }) {
			try {
				const { headers } = await auth.api.changePassword({
					body: { currentPassword, newPassword, revokeOtherSessions: true },
					headers: headersOf(cookie, address),
					returnHeaders: true,
				});
				return headers.getSetCookie();
			} catch (error) {
				const code = error instanceof APIError ? error.body?.code : undefined;
				if (code === 'UNAUTHORIZED') {
					throw new AccountsError(
						'session-ended',
						'This session has ended. Nothing was changed; sign in and try again.',
					);
				}
				if (code !== 'INVALID_PASSWORD') throw error;
				throw new AccountsError(
					'wrong-password',
					'The current password is wrong. Nothing was changed; try again.',
					'currentPassword',
				);
			}
		},
	};
}
