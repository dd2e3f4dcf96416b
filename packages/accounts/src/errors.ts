/**
 * Why a change or check of accounts failed.
 *
 * - `sign-in-failed`: unknown username or wrong password.
 * - `wrong-password`: the current password is wrong.
 * - `session-ended`: the session of the cookies has ended.
 * - `disabled`: the account can't sign in.
 * - `unknown`: the account or key does not exist.
 * - `taken`: another account has the name or the folder.
 * - `last-admin`: the change would leave no admin.
 * - `too-many-keys`: the account has the maximum number of keys.
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

/** What was given, by the names of the options of `People` and `Sessions`. */
type GivenField = 'username' | 'user' | 'password' | 'currentPassword';

/** An expected failure. The message says what to do, and is safe to show to any client. */
export class AccountsError extends Error {
	override name = 'AccountsError';
	readonly code: AccountsErrorCode;
	/** What the failure is about, if it is one of the things that were given. */
	readonly field: GivenField | undefined;

	constructor(code: AccountsErrorCode, message: string, field?: GivenField) {
		super(message);
		this.code = code;
		this.field = field;
	}
}

export function disabled(): AccountsError {
	return new AccountsError('disabled', 'This account is disabled. Ask an admin to enable it.');
}
