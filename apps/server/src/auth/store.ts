import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { admin, username } from 'better-auth/plugins';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
	type Account,
	KEY_DAYS_MAX,
	KEY_NAME_CHARS_MAX,
	PASSWORD_CHARS_MAX,
	PASSWORD_CHARS_MIN,
	type Role,
	USERNAME_CHARS_MAX,
	USERNAME_CHARS_MIN,
} from './account.ts';
import { type HashCost, hashPassword, verifyPassword } from './password-hash.ts';
import { readOrMakeSecret } from './secret-file.ts';

const SESSION_SECONDS = 30 * 24 * 60 * 60;
const SESSION_REFRESH_SECONDS = 24 * 60 * 60;
const BUSY_TIMEOUT_MS = 5_000;
const KEY_PREFIX = 'ta_';
const KEY_START_CHARS = 8;

/**
 * The header in which better-auth looks for a client's address. Requests never reach better-auth: the
 * headers it sees are made by us, so that nobody else can set this one.
 */
export const ADDRESS_HEADER = 'x-client-address';

interface OpenStoreOptions {
	dataFolder: string;
	/** Where people reach the server: decides whether cookies are for https only. */
	url?: URL | undefined;
	/** Cheaper hashes for tests. */
	hashCost?: HashCost;
}

interface UserRow {
	id: string;
	username: string;
	role: string | null;
	folder: string;
	banned: number | null;
	createdAt: string;
}

function createAuth(options: OpenStoreOptions, db: DatabaseSync) {
	return betterAuth({
		appName: 'Tool Audit',
		// Only used to decide about cookies and to make links, of which we have none.
		baseURL: (options.url ?? new URL('http://127.0.0.1')).origin,
		secret: readOrMakeSecret(join(options.dataFolder, 'session-secret')),
		database: db,
		telemetry: { enabled: false },
		logger: { disabled: true },
		// better-auth's own limits sit in its HTTP handler, which is not exposed: see sign-in-limit.ts.
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
			// A cached session would outlive its revocation.
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
				usernameValidator: (name) => /^[a-z0-9][a-z0-9._-]*$/i.test(name),
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

/** better-auth over one SQLite file, and the few questions that are asked of the file directly. */
export interface AccountsStore {
	auth: Auth;
	db: DatabaseSync;
	accounts(): Account[];
	accountById(id: string): Account | null;
	accountByUsername(username: string): Account | null;
	close(): void;
}

function toAccount(row: UserRow): Account {
	return {
		id: row.id,
		username: row.username,
		role: (row.role === 'admin' ? 'admin' : 'user') satisfies Role,
		user: row.folder,
		disabled: Boolean(row.banned),
		createdAt: new Date(row.createdAt).toISOString(),
	};
}

export async function openStore(options: OpenStoreOptions): Promise<AccountsStore> {
	mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
	const file = join(options.dataFolder, 'accounts.sqlite');
	const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
	chmodSync(file, 0o600);
	db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
	const auth = createAuth(options, db);
	const { runMigrations } = await getMigrations(auth.options);
	await runMigrations();

	const columns = 'SELECT id, username, role, folder, banned, createdAt FROM user';
	const all = db.prepare(`${columns} ORDER BY createdAt, id`);
	const byId = db.prepare(`${columns} WHERE id = ?`);
	const byUsername = db.prepare(`${columns} WHERE username = ?`);
	const toOne = (row: unknown): Account | null => (row ? toAccount(row as UserRow) : null);
	return {
		auth,
		db,
		accounts: () => (all.all() as unknown as UserRow[]).map(toAccount),
		accountById: (id) => toOne(byId.get(id)),
		accountByUsername: (name) => toOne(byUsername.get(name.toLowerCase())),
		close: () => db.close(),
	};
}
