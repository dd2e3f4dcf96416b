/**
 * Why something about accounts was not done.
 *
 * - `sign-in-failed`: no account of that name, or not its password.
 * - `wrong-password`: not the current password.
 * - `session-ended`: the cookies are of a session that is over.
 * - `disabled`: the account may not sign in.
 * - `unknown`: no such account or key.
 * - `taken`: another account has the name or the folder.
 * - `last-admin`: without it no admin would be left.
 * - `too-many-keys`: the account has as many as it may.
 */
export type AccountsErrorCode =
	| 'sign-in-failed'
	| 'wrong-password'
	| 'session-ended'
	| 'disabled'
	| 'unknown'
	| 'taken'
	| 'last-admin'
	| 'too-many-keys';

/** An expected no. The message is one sentence that says what to do, and may be shown to anybody. */
export class AccountsError extends Error {
	override name = 'AccountsError';
	readonly code: AccountsErrorCode;

	constructor(code: AccountsErrorCode, message: string) {
		super(message);
		this.code = code;
	}
}

export function disabled(): AccountsError {
	return new AccountsError('disabled', 'This account is disabled. Ask an admin to enable it.');
}
