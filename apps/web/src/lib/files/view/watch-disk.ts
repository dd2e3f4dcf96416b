const INTERVAL_MS = 10_000;

/** Looks again when somebody comes back to the page, and now and then while they are there. Returns the end of it. */
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
