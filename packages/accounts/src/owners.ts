import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ACCOUNTS_FILE } from './accounts-file.ts';

/**
 * The folders of all accounts in a data folder, oldest account first; empty when there are no accounts yet. Reads the
 * database directly, without better-auth, so that a command that needs the owner of a log starts in milliseconds.
 */
export function listOwners(dataFolder: string): string[] {
	const file = join(dataFolder, ACCOUNTS_FILE);
	if (!existsSync(file)) return [];
	using db = new DatabaseSync(file, { readOnly: true });
	const hasAccounts = db.prepare(
		`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'user'`,
	);
	if (!hasAccounts.get()) return [];
	const owners = db.prepare('SELECT folder FROM user ORDER BY createdAt, id');
	return owners.all().map(({ folder }) => String(folder));
}
