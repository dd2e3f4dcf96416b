import { Refusal } from '../refusal.ts';
import { type Account, type Key, type Scope, SCOPES } from './account.ts';
import type { AccountsStore } from './store.ts';

const KEYS_PER_ACCOUNT_MAX = 100;
const DAY_SECONDS = 24 * 60 * 60;

export interface NewKey {
	name: string;
	scopes: Scope[];
	expiresInDays?: number | undefined;
}

export interface Keys {
	list(accountId: string): Key[];
	/** `secret` is given this once; only its hash is kept. */
	create(accountId: string, key: NewKey): Promise<{ key: Key; secret: string }>;
	/** Deletes a key: the next call with it is refused. */
	revoke(accountId: string, keyId: string): void;
	/** Whose key this is and what it may do; `null` when it is unknown, revoked, expired or its owner disabled. */
	verify(secret: string): Promise<{ account: Account; scopes: Scope[]; keyId: string } | null>;
	/** Whether a key that was verified earlier still stands. */
	stands(keyId: string): boolean;
}

interface KeyRow {
	id: string;
	name: string;
	start: string;
	permissions: string | null;
	createdAt: string;
	expiresAt: string | null;
	lastRequest: string | null;
}

/** better-auth keeps permissions as `{ resource: actions }`; ours are one word each. */
function toPermissions(scopes: Scope[]): Record<string, string[]> {
	return { audit: scopes.map((scope) => scope.slice('audit:'.length)) };
}

function toScopes(permissions: unknown): Scope[] {
	const actions = (permissions as { audit?: string[] } | null)?.audit ?? [];
	return SCOPES.filter((scope) => actions.includes(scope.slice('audit:'.length)));
}

const toIso = (value: string | null): string | null =>
	value === null ? null : new Date(value).toISOString();

function toKey(row: KeyRow): Key {
	return {
		id: row.id,
		name: row.name,
		scopes: toScopes(row.permissions && JSON.parse(row.permissions)),
		start: row.start,
		createdAt: new Date(row.createdAt).toISOString(),
		expiresAt: toIso(row.expiresAt),
		lastUsedAt: toIso(row.lastRequest),
	};
}

export function createKeys(store: AccountsStore): Keys {
	const { auth, db } = store;
	const columns =
		'SELECT id, name, start, permissions, createdAt, expiresAt, lastRequest FROM apikey';
	const list = db.prepare(`${columns} WHERE referenceId = ? ORDER BY createdAt, id`);
	const byId = db.prepare(`${columns} WHERE id = ?`);
	const remove = db.prepare('DELETE FROM apikey WHERE id = ? AND referenceId = ?');
	const standing = db.prepare(
		'SELECT 1 FROM apikey JOIN user ON user.id = referenceId WHERE apikey.id = ? AND banned IS NOT 1',
	);
	return {
		list: (accountId) => (list.all(accountId) as unknown as KeyRow[]).map(toKey),

		async create(accountId, { name, scopes, expiresInDays }) {
			if (list.all(accountId).length >= KEYS_PER_ACCOUNT_MAX) {
				throw new Refusal(
					'CONFLICT',
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
			return { key: toKey(byId.get(created.id) as unknown as KeyRow), secret: created.key };
		},

		revoke(accountId, keyId) {
			if (remove.run(keyId, accountId).changes === 0) {
				throw new Refusal('NOT_FOUND', 'There is no such key among yours. Reload the list.');
			}
		},

		async verify(secret) {
			const { valid, key } = await auth.api.verifyApiKey({ body: { key: secret } });
			if (!valid || !key) return null;
			const account = store.accountById(key.referenceId);
			if (!account || account.disabled) return null;
			return { account, scopes: toScopes(key.permissions), keyId: key.id };
		},

		stands: (keyId) => standing.get(keyId) !== undefined,
	};
}
