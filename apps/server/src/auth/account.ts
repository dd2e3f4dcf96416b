import * as z from 'zod';

export const ROLES = ['admin', 'user'] as const;
export type Role = (typeof ROLES)[number];

export const SCOPES = ['audit:read', 'audit:write'] as const;
export type Scope = (typeof SCOPES)[number];

/** A person who may sign in. */
export interface Account {
	id: string;
	username: string;
	role: Role;
	/** Name of this person's folder under home: whose log is theirs. */
	user: string;
	disabled: boolean;
	/** ISO 8601 instant in UTC. */
	createdAt: string;
}

/** An API key, without its secret: that is shown once, when the key is made. */
export interface Key {
	id: string;
	name: string;
	scopes: Scope[];
	/** The first characters of the secret, to tell keys apart. */
	start: string;
	createdAt: string;
	expiresAt: string | null;
	lastUsedAt: string | null;
}

export const USERNAME_CHARS_MIN = 2;
export const USERNAME_CHARS_MAX = 64;
export const PASSWORD_CHARS_MIN = 10;
export const PASSWORD_CHARS_MAX = 128;
export const KEY_NAME_CHARS_MAX = 64;
export const KEY_DAYS_MAX = 3_650;

export const usernameSchema = z
	.string()
	.min(USERNAME_CHARS_MIN, `A username has at least ${USERNAME_CHARS_MIN} characters.`)
	.max(USERNAME_CHARS_MAX, `A username has at most ${USERNAME_CHARS_MAX} characters.`)
	.regex(
		/^[a-z0-9][a-z0-9._-]*$/i,
		'A username is made of letters a–z, digits, dot, dash and underscore, and begins with a letter or digit.',
	)
	.transform((name) => name.toLowerCase());

export const passwordSchema = z
	.string()
	.min(PASSWORD_CHARS_MIN, `A password has at least ${PASSWORD_CHARS_MIN} characters.`)
	.max(PASSWORD_CHARS_MAX, `A password has at most ${PASSWORD_CHARS_MAX} characters.`);

export const keyNameSchema = z
	.string()
	.trim()
	.min(1, 'A key needs a name that says where it is used.')
	.max(KEY_NAME_CHARS_MAX, `A key's name has at most ${KEY_NAME_CHARS_MAX} characters.`);
