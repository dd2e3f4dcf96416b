/** What home lists, as long as it is wanted: then the loops over users and days end too. */
import type { Home, ListedDay } from '../../home.ts';
import { throwIfAborted } from './aborted.ts';

export async function listUsers(home: Home, signal: AbortSignal | undefined): Promise<string[]> {
	throwIfAborted(signal);
	const users = await home.listUsers();
	throwIfAborted(signal);
	return users;
}

export async function listDays(
	home: Home,
	user: string,
	signal: AbortSignal | undefined,
): Promise<ListedDay[]> {
	throwIfAborted(signal);
	const days = await home.listDays(user);
	throwIfAborted(signal);
	return days;
}
