/**
 * Where to go after signing in. Only a place on this very site is taken from the address, so that a prepared
 * link can't send a person elsewhere; anything else becomes the start page.
 */
export function returnAddress(to: string | null, origin: string): string {
	if (!to?.startsWith('/')) return '/';
	let url: URL;
	try {
		url = new URL(to, origin);
	} catch {
		return '/';
	}
	// A browser reads `//host`, `/\host` and a slash after a tab or newline as another site's address.
	if (url.origin !== origin) return '/';
	if (url.pathname === '/login' || url.pathname === '/setup') return '/';
	return url.pathname + url.search + url.hash;
}
