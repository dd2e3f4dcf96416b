import { resolve } from '$app/paths';
import type { ResolvedPathname } from '$app/types';
import type { Filter } from '@tool-audit/core';
import { signedIn } from '#lib/session/account.ts';
import { writeAsked, writeFilter, type AskedFilter } from './filter/filter-url.ts';
import type { TimePreset } from './filter/time-presets.ts';

export interface DayPlace {
	day: string;
	/** The owner of the log; the reader's own if omitted. Every address names it. */
	user?: string | undefined;
	/** The open row. */
	row?: string | undefined;
	filter?: Filter;
}

export function dayAddress({ day, user, row, filter = {} }: DayPlace): ResolvedPathname {
	const search = ownedBy(user);
	if (row) search.set('row', row);
	return withSearch(resolve('/(app)/audit/[day=day]', { day }), writeFilter(search, filter));
}

/** The print view of a day. */
export function printAddress({ day, user, filter = {} }: DayPlace): ResolvedPathname {
	const path = resolve('/(app)/audit/[day=day]/print', { day });
	return withSearch(path, writeFilter(ownedBy(user), filter));
}

function ownedBy(user: string | undefined): URLSearchParams {
	return new URLSearchParams({ user: user ?? signedIn().user });
}

/**
 * The other user whose log an address belongs to; `undefined` for the reader's own. An address names the owner, so that
 * a link leads every reader to the same log; those of version 1.0 without an owner mean the reader's own.
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
	preset?: TimePreset,
): ResolvedPathname {
	const search = list === 'everyone' ? new URLSearchParams() : ownedBy(user);
	const asked = { filter, ...(preset && { preset }) };
	return withSearch(resolve(`/(app)/audit/${list}`), writeAsked(search, asked));
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

/** The same page with another filter. The days of a search of version 1.0 give way to it. */
export function asked(url: Pick<URL, 'pathname' | 'search'>, next: AskedFilter): ResolvedPathname {
	return withSearch(
		url.pathname as ResolvedPathname,
		writeAsked(new URLSearchParams(url.search), next),
	);
}

function withSearch(path: ResolvedPathname, search: URLSearchParams): ResolvedPathname {
	return search.size > 0 ? `${path}?${search}` : path;
}
