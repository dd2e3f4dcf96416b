/** Lists users and days until the signal is aborted, which also ends the loops over them. */
import type { Home, ListedDay } from '../../home.ts';
import { throwIfAborted } from './aborted.ts';

export async function listUsers(home: Home, signal: AbortSignal | undefined): Promise<string[]> {
	throwIfAborted(signal);
	const users = await home.listUsers();
	throwIfAborted(signal);
	return users;
}

/** Of many days, `choose` takes those that are wanted, by their names. */
export async function listDays(
	home: Home,
	user: string,
	signal: AbortSignal | undefined,
	choose?: (days: string[]) => string[],
): Promise<ListedDay[]> {
	throwIfAborted(signal);
	const days = await home.listDays(user, choose);
	throwIfAborted(signal);
	return days;
}
