/**
 * For the `keydown` of what lies over the page: Escape closes it, and nothing below it hears of the key.
 * Browsers close it by themselves, but not always: a search field keeps the key, in Safari each time and in
 * Chromium while there is text in it.
 */
export function closeOnEscape(event: KeyboardEvent, close: () => void): void {
	// What is inside may have answered, and letters that are still being composed are given up first.
	if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
	event.preventDefault();
	event.stopPropagation();
	close();
}
