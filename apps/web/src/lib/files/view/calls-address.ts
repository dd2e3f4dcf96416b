import type { ResolvedPathname } from '$app/types';

/** The search over all days for the calls about a file. */
export function callsAddress(path: string): ResolvedPathname {
	return `/audit/search?q=${encodeURIComponent(path)}` as ResolvedPathname;
}
