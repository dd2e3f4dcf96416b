import type { ResolvedPathname } from '$app/types';

/** The search over all days for what the agents did with a file. */
export function callsAddress(path: string): ResolvedPathname {
	return `/audit/search?q=${encodeURIComponent(path)}` as ResolvedPathname;
}
