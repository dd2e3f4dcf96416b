import { openStore, type OpenStoreOptions } from './store.ts';
import { createKeys, type Keys } from './keys.ts';
import { createPeople, type People } from './people.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** People, the keys of their programs, and their sessions. */
export interface Accounts {
	people: People;
	keys: Keys;
	sessions: Sessions;
	close(): void;
}

export type OpenAccountsOptions = OpenStoreOptions;

/**
 * Opens the accounts in a data folder, and creates the database if it does not exist. Several processes may have it
 * open at the same time: the command line changes accounts while the server runs.
 */
export async function openAccounts(options: OpenAccountsOptions): Promise<Accounts> {
	const store = await openStore(options);
	return {
		people: createPeople(store),
		keys: createKeys(store),
		sessions: createSessions(store),
		close: () => store.close(),
	};
}
