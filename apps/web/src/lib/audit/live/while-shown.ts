/**
 * Runs `begin` for as long as the page is shown: at once or when it is shown next, and anew each time. It is
 * told whether the page was hidden until now. What it gives is called when the page is hidden or left, and at
 * the end. Returns the end of it.
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
	// A page that is left is kept as it is, and may be shown again by Back.
	addEventListener('pagehide', end, { signal });
	addEventListener('pageshow', () => look(true), { signal });
	look(false);
	return () => {
		listening.abort();
		end();
	};
}
