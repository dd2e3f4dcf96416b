import type { ReadOptions } from '@tool-audit/core';
import { Refusal } from '../refusal.ts';
import type { Account, Accounts, Scope } from '@tool-audit/accounts';
import type { Users } from './users.ts';

/** Who makes a request: a person with a session, a program with a key, or neither. */
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

/** Reads a request's credentials. An invalid key is not replaced by a valid cookie. */
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

/** Whether a principal is still valid: checked at intervals while a stream is open. */
export function isPrincipalValid({ keys, sessions }: Accounts, principal: Principal): boolean {
	if (principal.kind === 'person') return sessions.stands(principal.sessionId);
	return principal.kind === 'key' && keys.stands(principal.keyId);
}

/** Whether a principal may still read a log. */
export function mayStillRead(
	accounts: Accounts,
	principal: SignedInPrincipal,
	user: string,
): boolean {
	const account = accounts.people.byId(principal.account.id);
	return (
		isPrincipalValid(accounts, principal) && (account?.user === user || account?.role === 'admin')
	);
}

export type SignedInPrincipal = Exclude<Principal, { kind: 'anonymous' }>;
export type PersonPrincipal = Extract<Principal, { kind: 'person' }>;

function requireSignedIn(principal: Principal): SignedInPrincipal {
	if (principal.kind === 'anonymous') throw new Refusal('UNAUTHORIZED', principal.because);
	return principal;
}

/** Keys only give access to the log, to limit the damage of a leaked key. */
export function requirePerson(principal: Principal): PersonPrincipal {
	const signedIn = requireSignedIn(principal);
	if (signedIn.kind === 'key') {
		throw new Refusal(
			'FORBIDDEN',
			'API keys only give access to the log. Sign in with a password for this.',
		);
	}
	return signedIn;
}

export function requireScope(principal: Principal, scope: Scope): SignedInPrincipal {
	const signedIn = requireSignedIn(principal);
	if (signedIn.kind === 'key' && !signedIn.scopes.includes(scope)) {
		throw new Refusal(
			'FORBIDDEN',
			`This API key lacks the scope ${scope}. Create one that has it on the account page.`,
		);
	}
	return signedIn;
}

export function requireAdmin<C extends SignedInPrincipal>(principal: C): C {
	if (principal.account.role !== 'admin') {
		throw new Refusal('FORBIDDEN', 'Only admins can do this. Ask an admin.');
	}
	return principal;
}

/**
 * The user whose log a call is about. Only admins may name another user; all others get the same answer as for a
 * user that does not exist, without a check whether it does.
 */
export async function resolveUser(
	{ account }: SignedInPrincipal,
	user: string | undefined,
	users: Users,
	{ purpose = 'read', ...options }: ReadOptions & { purpose?: 'read' | 'record into' } = {},
): Promise<string> {
	if (user === undefined || user === account.user) return account.user;
	if (account.role === 'admin' && (await users.exists(user, options))) return user;
	throw new Refusal('NOT_FOUND', `This user does not exist, or you can’t ${purpose} their log.`);
}
