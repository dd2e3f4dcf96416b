/**
 * Runs `begin` whenever the page is shown, now or later. The function that it returns is called when the page is hidden
 * or left, and at the end. Returns a function that ends it.
 */
export function whileShown(begin: () => () => void): () => void {
	let stop: (() => void) | undefined;
	function end(): void {
		stop?.();
		stop = undefined;
	}
	function look(): void {
		if (document.visibilityState === 'visible') stop ??= begin();
		else end();
	}
	const listening = new AbortController();
	const { signal } = listening;
	document.addEventListener('visibilitychange', look, { signal });
	// A page that is left may be kept in the back/forward cache and shown again by Back.
	addEventListener('pagehide', end, { signal });
	addEventListener('pageshow', look, { signal });
	look();
	return () => {
		listening.abort();
		end();
	};
}
