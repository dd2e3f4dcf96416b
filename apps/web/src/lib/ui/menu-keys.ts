/** Arrow keys, Home and End move among the items of a menu; Tab leaves it, as in desktop menus. */
export function moveAmongItems(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
	const menu = event.currentTarget;
	if (event.key === 'Tab') return menu.hidePopover();
	const items = [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([disabled])')];
	const at = items.indexOf(document.activeElement as HTMLElement);
	const next = {
		ArrowDown: (at + 1) % items.length,
		ArrowUp: (at <= 0 ? items.length : at) - 1,
		Home: 0,
		End: items.length - 1,
	}[event.key];
	if (next === undefined) return;
	event.preventDefault();
	items[next]?.focus();
}
