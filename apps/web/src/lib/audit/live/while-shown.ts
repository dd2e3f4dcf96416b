/**
 * Runs `begin` whenever the page is shown, now or later; `wasHidden` says whether it was hidden before. The function
 * that `begin` returns is called when the page is hidden or left, and at the end. Returns a function that ends it.
 */
export function whileShown(begin: (wasHidden: boolean) => () => void): () => void {
	let stop: (() => void) | undefined;
	function end(): void {
		stop?.();
		stop = undefined;
	}
	function look(wasHidden: boolean): void {
		if (document.visibilityState === 'visible') stop ??= begin(wasHidden);
		else end();
	}
	const listening = new AbortController();
	const { signal } = listening;
	document.addEventListener('visibilitychange', () => look(true), { signal });
	// A page that is left may be kept in the back/forward cache and shown again by Back.
	addEventListener('pagehide', end, { signal });
	addEventListener('pageshow', () => look(true), { signal });
	look(false);
	return () => {
		listening.abort();
		end();
	};
}
