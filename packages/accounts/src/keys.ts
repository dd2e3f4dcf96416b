import { hash } from 'node:crypto';
import { createSemaphore } from '@tool-audit/safe-files';
import { AccountsError, disabled } from './errors.ts';
import { type Account, type Key, type Scope, SCOPES } from './account.ts';
import type { AccountsStore } from './store.ts';

const KEYS_PER_ACCOUNT_MAX = 100;
const LAST_USED_PRECISION_MS = 60_000;
const DAY_SECONDS = 24 * 60 * 60;

export interface NewKey {
	name: string;
	scopes: Scope[];
	expiresInDays?: number | undefined;
}

export interface Keys {
	list(accountId: string): Key[];
	/** `secret` is returned only here; the database has only its hash. */
	create(accountId: string, key: NewKey): Promise<{ key: Key; secret: string }>;
	/** Deletes a key. The next request with it is rejected. */
	revoke(accountId: string, keyId: string): void;
	/** The key's account and scopes; `null` when the key is unknown, revoked or expired, or its account is disabled. */
	verify(secret: string): { account: Account; scopes: Scope[]; keyId: string } | null;
	/** Whether a key that was verified earlier is still valid. */
	stands(keyId: string): boolean;
}

/** A row of better-auth's table. */
interface KeyRow {
	id: string;
	name: string;
	start: string;
	permissions: string | null;
	createdAt: string;
	expiresAt: string | null;
	lastRequest: string | null;
	referenceId: string;
}

/** better-auth stores permissions as `{ resource: actions }`; a scope is one string. */
function toPermissions(scopes: Scope[]): Record<string, string[]> {
	return { audit: scopes.map((scope) => scope.slice('audit:'.length)) };
}

function toScopes(permissions: string | null): Scope[] {
	const actions = (JSON.parse(permissions ?? '{}') as { audit?: string[] }).audit ?? [];
	return SCOPES.filter((scope) => actions.includes(scope.slice('audit:'.length)));
}

/** The hash that better-auth stores. Its own function uses another thread, and takes ten times as long. */
const hashOf = (secret: string): string => hash('sha256', secret, 'base64url');

const isCurrent = ({ expiresAt }: KeyRow): boolean =>
	expiresAt === null || Date.parse(expiresAt) > Date.now();

const toIso = (value: string | null): string | null =>
	value === null ? null : new Date(value).toISOString();

function toKey(row: KeyRow): Key {
	return {
		id: row.id,
		name: row.name,
		scopes: toScopes(row.permissions),
		start: row.start,
		createdAt: new Date(row.createdAt).toISOString(),
		expiresAt: toIso(row.expiresAt),
		lastUsedAt: toIso(row.lastRequest),
	};
}

export function createKeys(store: AccountsStore): Keys {
	const { auth, db } = store;
	const columns =
		'SELECT id, name, start, permissions, createdAt, expiresAt, lastRequest, referenceId FROM apikey';
	const list = db.prepare(`${columns} WHERE referenceId = ? ORDER BY createdAt, id`);
	const byId = db.prepare(`${columns} WHERE id = ?`);
	const remove = db.prepare('DELETE FROM apikey WHERE id = ? AND referenceId = ?');
	const bySecret = db.prepare(`${columns} WHERE key = ?`);
	const touch = db.prepare('UPDATE apikey SET lastRequest = ? WHERE id = ?');
	/** One creation at a time, so that each counts the keys created before it. */
	const oneAtATime = createSemaphore(1);

	/**
	 * Not on every request, as better-auth does: a program may make a thousand per second. And without waiting for the
	 * disk, which would delay all other requests: losing this time in a power failure does no harm.
	 */
	function noteUse({ id, lastRequest }: KeyRow): void {
		const now = new Date();
		const before = lastRequest === null ? 0 : Date.parse(lastRequest);
		if (now.getTime() - before <= LAST_USED_PRECISION_MS) return;
		store.withoutSync(() => touch.run(now.toISOString(), id));
	}

	async function create(accountId: string, { name, scopes, expiresInDays }: NewKey) {
		if (list.all(accountId).length >= KEYS_PER_ACCOUNT_MAX) {
			throw new AccountsError(
				'too-many-keys',
				`There are ${KEYS_PER_ACCOUNT_MAX} keys already. Revoke one that is no longer used.`,
			);
		}
		const created = await auth.api.createApiKey({
			body: {
				name,
				userId: accountId,
				permissions: toPermissions(scopes),
				...(expiresInDays === undefined ? {} : { expiresIn: expiresInDays * DAY_SECONDS }),
			},
		});
		// If the account was disabled in the meantime, its keys were deleted before this one existed.
		if (store.accountById(accountId)?.disabled !== false) {
			remove.run(created.id, accountId);
			throw disabled();
		}
		return { key: toKey(byId.get(created.id) as unknown as KeyRow), secret: created.key };
	}

	return {
		list: (accountId) => (list.all(accountId) as unknown as KeyRow[]).map(toKey),

		create: (accountId, key) => oneAtATime(() => create(accountId, key)),

		revoke(accountId, keyId) {
			if (remove.run(keyId, accountId).changes === 0) {
				throw new AccountsError('unknown', 'There is no such key among yours. Reload the list.');
			}
		},

		verify(secret) {
			const row = bySecret.get(hashOf(secret)) as KeyRow | undefined;
			if (!row || !isCurrent(row)) return null;
			const account = store.accountById(row.referenceId);
			if (!account || account.disabled) return null;
			noteUse(row);
			return { account, scopes: toScopes(row.permissions), keyId: row.id };
		},

		stands(keyId) {
			const row = byId.get(keyId) as KeyRow | undefined;
			return (
				row !== undefined &&
				isCurrent(row) &&
				store.accountById(row.referenceId)?.disabled === false
			);
		},
	};
}
