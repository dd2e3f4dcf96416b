const INTERVAL_MS = 10_000;

/** Checks when the user returns to the page, and regularly while it is shown. Returns a function that stops it. */
export function watchDisk(look: () => void): () => void {
	const lookIfSeen = () => {
		if (document.visibilityState === 'visible') look();
	};
	const timer = setInterval(lookIfSeen, INTERVAL_MS);
	addEventListener('focus', lookIfSeen);
	document.addEventListener('visibilitychange', lookIfSeen);
	return () => {
		clearInterval(timer);
		removeEventListener('focus', lookIfSeen);
		document.removeEventListener('visibilitychange', lookIfSeen);
	};
}
