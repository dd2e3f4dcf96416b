import { resolve } from '$app/paths';
import type { ResolvedPathname } from '$app/types';
import type { Filter } from '@tool-audit/core';
import { writeFilter } from './filter/filter-url.ts';

export interface DayPlace {
	day: string;
	/** Another user's log, for an admin. */
	user?: string | undefined;
	/** The open row. */
	row?: string | undefined;
	filter?: Filter;
}

export function dayAddress({ day, user, row, filter = {} }: DayPlace): ResolvedPathname {
	const search = new URLSearchParams();
	if (user) search.set('user', user);
	if (row) search.set('row', row);
	return withSearch(resolve('/(app)/audit/[day=day]', { day }), writeFilter(search, filter));
}

/** The print view of a day. */
export function printAddress({ day, user, filter = {} }: DayPlace): ResolvedPathname {
	const search = new URLSearchParams();
	if (user) search.set('user', user);
	return withSearch(resolve('/(app)/audit/[day=day]/print', { day }), writeFilter(search, filter));
}

/**
 * The other user whose log an address belongs to; `undefined` for the reader's own. A shared link names its owner,
 * and means the owner's own log when the owner opens it.
 */
export function otherUser(
	search: Pick<URLSearchParams, 'get'>,
	account: { user: string },
): string | undefined {
	const user = search.get('user');
	return user === null || user === account.user ? undefined : user;
}

/** A list over several days, of the reader's own log or another one. */
export function listAddress(
	list: 'recent' | 'search' | 'everyone',
	user: string | undefined,
	filter: Filter = {},
): ResolvedPathname {
	const search = new URLSearchParams();
	if (user && list !== 'everyone') search.set('user', user);
	return withSearch(resolve(`/(app)/audit/${list}`), writeFilter(search, filter));
}

/** The same page with some parameters changed; `undefined` removes one. */
export function changed(
	url: Pick<URL, 'pathname' | 'search'>,
	changes: Record<string, string | undefined>,
): ResolvedPathname {
	const search = new URLSearchParams(url.search);
	for (const [name, value] of Object.entries(changes)) {
		if (value === undefined) search.delete(name);
		else search.set(name, value);
	}
	return withSearch(url.pathname as ResolvedPathname, search);
}

/** The same page with another filter. */
export function filtered(url: Pick<URL, 'pathname' | 'search'>, filter: Filter): ResolvedPathname {
	return withSearch(
		url.pathname as ResolvedPathname,
		writeFilter(new URLSearchParams(url.search), filter),
	);
}

function withSearch(path: ResolvedPathname, search: URLSearchParams): ResolvedPathname {
	return (search.size > 0 ? `${path}?${search}` : path) as ResolvedPathname;
}
