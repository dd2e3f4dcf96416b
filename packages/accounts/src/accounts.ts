import { openStore, type OpenStoreOptions } from './store.ts';
import { createKeys, type Keys } from './keys.ts';
import { createPeople, type People } from './people.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** Who may do what: people, the keys of their programs, and who is signed in. */
export interface Accounts {
	people: People;
	keys: Keys;
	sessions: Sessions;
	close(): void;
}

export type OpenAccountsOptions = OpenStoreOptions;

/**
 * Opens the accounts below a data folder, and makes them when there are none. Several processes may have
 * them open at once: the command line changes them while the server runs.
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
