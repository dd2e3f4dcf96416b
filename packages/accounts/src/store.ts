import { makeOwnFolder, readOrMakeKey } from '@tool-audit/safe-files';
import { getMigrations } from 'better-auth/db/migration';
import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Account } from './account.ts';
import { ACCOUNTS_FILE } from './accounts-file.ts';
import { type Auth, type AuthOptions, createAuth } from './auth.ts';

const SECRET_BYTES = 32;
/** better-auth warns about shorter secrets. */
const SECRET_CHARS_MIN = 32;
const BUSY_TIMEOUT_MS = 5_000;
const SYNCED = 'PRAGMA synchronous = FULL';
const UNSYNCED = 'PRAGMA synchronous = NORMAL';

export interface OpenStoreOptions extends Omit<AuthOptions, 'db' | 'secret'> {
	dataFolder: string;
}

interface UserRow {
	id: string;
	username: string;
	role: string | null;
	folder: string;
	banned: number | null;
	createdAt: string;
}

/** better-auth with one SQLite file, and the few queries made to the file directly. */
export interface AccountsStore {
	auth: Auth;
	/** For our own statements. better-auth's transactions wait only for the file, so none is open between event-loop turns. */
	db: DatabaseSync;
	/** Writes without waiting for the disk: the change may be lost in a power failure. */
	withoutSync(write: () => void): void;
	accounts(): Account[];
	accountById(id: string): Account | null;
	accountByUsername(username: string): Account | null;
	/** The account that owns a folder under home. */
	accountByUser(user: string): Account | null;
	close(): void;
}

function toAccount(row: UserRow): Account {
	return {
		id: row.id,
		username: row.username,
		role: row.role === 'admin' ? 'admin' : 'user',
		user: row.folder,
		disabled: Boolean(row.banned),
		createdAt: new Date(row.createdAt).toISOString(),
	};
}

/**
 * A transaction that first reads and then writes fails at once, whatever the timeout, when another process has written
 * in between; one that starts with `begin immediate` waits. better-auth uses a plain `begin`.
 */
class AccountsDatabase extends DatabaseSync {
	override prepare(sql: string): ReturnType<DatabaseSync['prepare']> {
		return super.prepare(sql === 'begin' ? 'begin immediate' : sql);
	}
}

/** Creates missing tables. Only one process at a time checks and creates them. */
async function makeTables(db: DatabaseSync, auth: Auth): Promise<void> {
	db.exec('BEGIN IMMEDIATE');
	try {
		const { runMigrations } = await getMigrations(auth.options);
		await runMigrations();
		db.exec('COMMIT');
	} catch (error) {
		db.exec('ROLLBACK');
		throw error;
	}
}

/** Readers and a writer in another process then don't wait for each other. The mode is stored in the file. */
function useWriteAheadLog(db: DatabaseSync): void {
	try {
		db.exec('PRAGMA journal_mode = WAL');
	} catch (error) {
		// Another process has the file open at this moment, and sets the same mode.
		if (!(error instanceof Error) || !error.message.includes('locked')) throw error;
	}
}

/**
 * The secret that signs cookies, created on first use.
 *
 * @throws SafeFileError `damaged`: a new secret would sign all users out
 */
function openSessionSecret(dataFolder: string): string {
	const content = readOrMakeKey(dataFolder, 'session-secret', {
		title: 'The secret that signs sessions',
		make: () => Buffer.from(randomBytes(SECRET_BYTES).toString('base64url')),
		isKey: (bytes) => bytes.toString('latin1').trim().length >= SECRET_CHARS_MIN,
	});
	return content.toString('utf8').trim();
}

export async function openStore(options: OpenStoreOptions): Promise<AccountsStore> {
	makeOwnFolder(options.dataFolder);
	const file = join(options.dataFolder, ACCOUNTS_FILE);
	const db = new AccountsDatabase(file, { timeout: BUSY_TIMEOUT_MS });
	chmodSync(file, 0o600);
	db.exec(`${SYNCED}; PRAGMA foreign_keys = ON;`);
	const secret = openSessionSecret(options.dataFolder);
	const auth = createAuth({ ...options, db, secret });
	await makeTables(db, auth);
	useWriteAheadLog(db);

	const columns = 'SELECT id, username, role, folder, banned, createdAt FROM user';
	const all = db.prepare(`${columns} ORDER BY createdAt, id`);
	const byId = db.prepare(`${columns} WHERE id = ?`);
	const byUsername = db.prepare(`${columns} WHERE username = ?`);
	const byFolder = db.prepare(`${columns} WHERE folder = ?`);
	const toOne = (row: unknown): Account | null => (row ? toAccount(row as UserRow) : null);
	return {
		auth,
		db,
		withoutSync(write) {
			db.exec(UNSYNCED);
			try {
				write();
			} finally {
				db.exec(SYNCED);
			}
		},
		accounts: () => (all.all() as unknown as UserRow[]).map(toAccount),
		accountById: (id) => toOne(byId.get(id)),
		accountByUsername: (name) => toOne(byUsername.get(name.toLowerCase())),
		accountByUser: (user) => toOne(byFolder.get(user)),
		close: () => {
			if (db.isOpen) db.close();
		},
	};
}
