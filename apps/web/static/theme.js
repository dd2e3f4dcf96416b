// Runs before the first paint, so that a dark page never flashes white. The key is mode-watcher's.
(() => {
	const chosen = localStorage.getItem('mode-watcher-mode');
	const dark =
		chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
	document.documentElement.classList.toggle('dark', dark);
	document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
})();
