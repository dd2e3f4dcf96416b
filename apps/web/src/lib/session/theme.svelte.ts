export type Theme = 'light' | 'dark' | 'system';

/** `app.html` reads it too, before the first paint. */
const STORAGE_KEY = 'tool-audit:theme';

/** Light, dark, or the system's setting, remembered in this browser. */
class ThemeChoice {
	chosen: Theme = $state(readChosen());

	choose(theme: Theme): void {
		this.chosen = theme;
		if (theme === 'system') localStorage.removeItem(STORAGE_KEY);
		else localStorage.setItem(STORAGE_KEY, theme);
	}

	/** Applies the choice and the system's setting to the page. Returns a function that stops it. */
	apply(): () => void {
		const system = matchMedia('(prefers-color-scheme: dark)');
		const show = () => {
			const dark = this.chosen === 'dark' || (this.chosen === 'system' && system.matches);
			document.documentElement.classList.toggle('dark', dark);
			document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
		};
		show();
		system.addEventListener('change', show);
		return () => system.removeEventListener('change', show);
	}
}

function readChosen(): Theme {
	const stored = localStorage.getItem(STORAGE_KEY);
	return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export const theme = new ThemeChoice();
