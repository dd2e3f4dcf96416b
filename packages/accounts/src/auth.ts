import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { admin, username } from 'better-auth/plugins';
import type { DatabaseSync } from 'node:sqlite';
import {
	KEY_DAYS_MAX,
	KEY_NAME_CHARS_MAX,
	PASSWORD_CHARS_MAX,
	PASSWORD_CHARS_MIN,
	USERNAME,
	USERNAME_CHARS_MAX,
	USERNAME_CHARS_MIN,
} from './rules.ts';
import { type HashCost, hashPassword, verifyPassword } from './password-hash.ts';

const SESSION_SECONDS = 30 * 24 * 60 * 60;
const SESSION_REFRESH_SECONDS = 24 * 60 * 60;
const KEY_PREFIX = 'ta_';
const KEY_START_CHARS = 8;

/**
 * The header from which better-auth reads a client's address. Requests are not passed to better-auth: this package
 * creates the headers it sees, so a client can't set this one.
 */
export const ADDRESS_HEADER = 'x-client-address';

export interface AuthOptions {
	db: DatabaseSync;
	/** Signs the cookies. */
	secret: string;
	/** The server's public address. With https, cookies are sent over https only. */
	url?: URL | undefined;
	/** Cheaper hashes for tests. */
	hashCost?: HashCost;
}

export function createAuth(options: AuthOptions) {
	return betterAuth({
		appName: 'Tool Audit',
		// Only used for cookie settings and for links, which we don't use.
		baseURL: (options.url ?? new URL('http://127.0.0.1')).origin,
		secret: options.secret,
		database: options.db,
		telemetry: { enabled: false },
		logger: { disabled: true },
		// better-auth's limits are in its HTTP handler, which we don't use. The server counts failed attempts itself.
		rateLimit: { enabled: false },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: PASSWORD_CHARS_MIN,
			maxPasswordLength: PASSWORD_CHARS_MAX,
			password: {
				hash: (password) => hashPassword(password, options.hashCost),
				verify: ({ hash, password }) => verifyPassword(hash, password),
			},
		},
		user: {
			additionalFields: {
				folder: { type: 'string', required: true, unique: true, input: false },
			},
		},
		session: {
			expiresIn: SESSION_SECONDS,
			updateAge: SESSION_REFRESH_SECONDS,
			// A cached session would still work after it was revoked.
			cookieCache: { enabled: false },
		},
		advanced: {
			cookiePrefix: 'tool-audit',
			useSecureCookies: options.url?.protocol === 'https:',
			ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
			defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
		},
		plugins: [
			username({
				minUsernameLength: USERNAME_CHARS_MIN,
				maxUsernameLength: USERNAME_CHARS_MAX,
				usernameValidator: (name) => USERNAME.test(name),
				displayUsername: false,
			}),
			admin(),
			apiKey({
				defaultPrefix: KEY_PREFIX,
				startingCharactersConfig: { shouldStore: true, charactersLength: KEY_START_CHARS },
				maximumNameLength: KEY_NAME_CHARS_MAX,
				keyExpiration: { maxExpiresIn: KEY_DAYS_MAX },
				// Its default is ten requests a day.
				rateLimit: { enabled: false },
			}),
		],
	});
}

export type Auth = ReturnType<typeof createAuth>;
