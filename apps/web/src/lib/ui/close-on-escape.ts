/**
 * For the `keydown` of an overlay: Escape closes it, and nothing below it receives the key.
 * Browsers do this themselves, but not always: a search field handles the key first, in Safari always and in
 * Chromium while it contains text.
 */
export function closeOnEscape(event: KeyboardEvent, close: () => void): void {
	// An inner element may have handled the key, and Escape during composition only cancels that.
	if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
	event.preventDefault();
	event.stopPropagation();
	close();
}
