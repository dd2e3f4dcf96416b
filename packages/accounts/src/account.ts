import * as z from 'zod';
import { KEY_NAME_CHARS_MAX, passwordProblem, usernameProblem } from './rules.ts';

export const ROLES = ['admin', 'user'] as const;
export type Role = (typeof ROLES)[number];

export const SCOPES = ['audit:read', 'audit:write'] as const;
export type Scope = (typeof SCOPES)[number];

/** An account that can sign in. */
export interface Account {
	id: string;
	username: string;
	role: Role;
	/** Name of this person's folder under home, which holds their log. */
	user: string;
	disabled: boolean;
	/** ISO 8601 instant in UTC. */
	createdAt: string;
}

/** An API key, without its secret, which is shown only when the key is created. */
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

export const usernameSchema = z
	.string()
	.check(saying(usernameProblem))
	.transform((name) => name.toLowerCase());

export const passwordSchema = z.string().check(saying(passwordProblem));

export const keyNameSchema = z
	.string()
	.trim()
	.min(1, 'A key needs a name that says where it is used.')
	.max(KEY_NAME_CHARS_MAX, `A key's name has at most ${KEY_NAME_CHARS_MAX} characters.`);

/** Makes a zod check from a rule. */
function saying(problemOf: (text: string) => string | null): z.core.CheckFn<string> {
	return ({ value, issues }) => {
		const message = problemOf(value);
		if (message !== null) issues.push({ code: 'custom', input: value, message });
	};
}
