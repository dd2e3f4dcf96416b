import { resolve } from '$app/paths';
import type { ResolvedPathname } from '$app/types';

export interface DayPlace {
	day: string;
	/** Somebody else's log, for an admin. */
	user?: string | undefined;
	/** The row that stands open. */
	row?: string | undefined;
}

export function dayAddress({ day, user, row }: DayPlace): ResolvedPathname {
	const search = new URLSearchParams();
	if (user) search.set('user', user);
	if (row) search.set('row', row);
	return withSearch(resolve('/(app)/audit/[day]', { day }), search);
}

/** The same page with some parameters changed; `undefined` takes one away. */
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

function withSearch(path: ResolvedPathname, search: URLSearchParams): ResolvedPathname {
	return (search.size > 0 ? `${path}?${search}` : path) as ResolvedPathname;
}
