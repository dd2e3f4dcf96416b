import { vi } from 'vitest';

/** Hides the page or shows it again, as a browser does with a tab. `vi.restoreAllMocks` undoes it. */
export function setShown(isShown: boolean): void {
	const state = isShown ? 'visible' : 'hidden';
	vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
	document.dispatchEvent(new Event('visibilitychange'));
}
