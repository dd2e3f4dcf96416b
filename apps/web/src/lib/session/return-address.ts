/**
 * Where to go after signing in. Only an address of this site is accepted, so that a prepared link can't send
 * the user elsewhere; anything else becomes the start page.
 */
export function returnAddress(to: string | null, origin: string): string {
	if (!to?.startsWith('/')) return '/';
	let url: URL;
	try {
		url = new URL(to, origin);
	} catch {
		return '/';
	}
	// A browser reads `//host`, `/\host` and a slash after a tab or newline as the address of another site.
	if (url.origin !== origin) return '/';
	if (url.pathname === '/login' || url.pathname === '/setup') return '/';
	return url.pathname + url.search + url.hash;
}
