import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ACCOUNTS_FILE } from './accounts-file.ts';

/**
 * The folders of all accounts below a data folder, oldest account first; none where there are no accounts yet. Asked
 * of the file alone: for a command that has to know whose log it is about and starts in milliseconds.
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
