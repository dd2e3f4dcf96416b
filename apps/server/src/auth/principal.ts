import type { ReadOptions } from '@tool-audit/core';
import { Refusal } from '../refusal.ts';
import type { Account, Accounts, Scope } from '@tool-audit/accounts';
import type { Users } from './users.ts';

/** Who makes a request. */
export type Principal =
	| { kind: 'anonymous'; because: string }
	| { kind: 'person'; account: Account; sessionId: string; cookie: string }
	| { kind: 'key'; account: Account; keyId: string; scopes: Scope[] };

export interface Credentials {
	authorization: string | undefined;
	cookie: string | undefined;
}

const SECRET_CHARS_MAX = 200;
const ANONYMOUS: Principal = {
	kind: 'anonymous',
	because: 'Sign in, or send an API key in the header: Authorization: Bearer <key>.',
};
const WRONG_KEY: Principal = {
	kind: 'anonymous',
	because: 'This API key is unknown, revoked or expired. Create a new one on the account page.',
};

/** Reads a request's credentials. A key that is given and wrong is not made good by a cookie. */
export async function findPrincipal(
	{ keys, sessions }: Accounts,
	{ authorization, cookie }: Credentials,
): Promise<{ principal: Principal; cookies: string[] }> {
	if (authorization !== undefined) {
		const secret = /^bearer (\S+)$/i.exec(authorization)?.[1];
		const found = secret && secret.length <= SECRET_CHARS_MAX ? keys.verify(secret) : null;
		return { principal: found ? { kind: 'key', ...found } : WRONG_KEY, cookies: [] };
	}
	const found = cookie ? await sessions.find(cookie) : null;
	if (!found) return { principal: ANONYMOUS, cookies: [] };
	const { account, sessionId, cookies } = found;
	return { principal: { kind: 'person', account, sessionId, cookie: cookie! }, cookies };
}

/** Whether somebody found earlier may still go on: asked now and then while a stream is open. */
export function principalStands({ keys, sessions }: Accounts, principal: Principal): boolean {
	if (principal.kind === 'person') return sessions.stands(principal.sessionId);
	return principal.kind === 'key' && keys.stands(principal.keyId);
}

/** Whether somebody may still read a log that they were given to read earlier. */
export function mayStillRead(
	accounts: Accounts,
	principal: SignedInPrincipal,
	user: string,
): boolean {
	const account = accounts.people.byId(principal.account.id);
	return (
		principalStands(accounts, principal) && (account?.user === user || account?.role === 'admin')
	);
}

export type SignedInPrincipal = Exclude<Principal, { kind: 'anonymous' }>;
export type PersonPrincipal = Extract<Principal, { kind: 'person' }>;

function requireSignedIn(principal: Principal): SignedInPrincipal {
	if (principal.kind === 'anonymous') throw new Refusal('UNAUTHORIZED', principal.because);
	return principal;
}

/** Keys are for the log alone: what a leaked key reaches must be small. */
export function requirePerson(principal: Principal): PersonPrincipal {
	const signedIn = requireSignedIn(principal);
	if (signedIn.kind === 'key') {
		throw new Refusal(
			'FORBIDDEN',
			'API keys reach the log and nothing else. Sign in with a password for this.',
		);
	}
	return signedIn;
}

export function requireScope(principal: Principal, scope: Scope): SignedInPrincipal {
	const signedIn = requireSignedIn(principal);
	if (signedIn.kind === 'key' && !signedIn.scopes.includes(scope)) {
		throw new Refusal(
			'FORBIDDEN',
			`This API key lacks the scope ${scope}. Make one that has it on the account page.`,
		);
	}
	return signedIn;
}

export function requireAdmin<C extends SignedInPrincipal>(principal: C): C {
	if (principal.account.role !== 'admin') {
		throw new Refusal('FORBIDDEN', 'This is for admins. Ask one to do it or to make you one.');
	}
	return principal;
}

/**
 * Whose log a call is about. Another's is for admins; anybody else gets the answer for a user who does
 * not exist, without a look at whether they do.
 */
export async function resolveUser(
	{ account }: SignedInPrincipal,
	user: string | undefined,
	users: Users,
	options?: ReadOptions,
): Promise<string> {
	if (user === undefined || user === account.user) return account.user;
	if (account.role === 'admin' && (await users.exists(user, options))) return user;
	throw new Refusal('NOT_FOUND', 'There is no such user, or their log is not yours to read.');
}
