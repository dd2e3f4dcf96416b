export {
	keyNameSchema,
	passwordSchema,
	ROLES,
	SCOPES,
	usernameSchema,
	type Account,
	type Key,
	type Role,
	type Scope,
} from './account.ts';
export { openAccounts, type Accounts, type OpenAccountsOptions } from './accounts.ts';
export { AccountsError, type AccountsErrorCode } from './errors.ts';
export type { Keys, NewKey } from './keys.ts';
export type { CreatedAccount, NewAccount, People } from './people.ts';
export type { Sessions, SignedIn } from './sessions.ts';
