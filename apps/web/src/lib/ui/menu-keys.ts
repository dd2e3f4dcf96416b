type KeyIn = KeyboardEvent & { currentTarget: HTMLElement };

/**
 * Arrow keys, Home and End move among the items of a menu, a letter goes to the next item that begins with it, and Tab
 * leaves it, as in desktop menus.
 */
export function moveAmongItems(event: KeyIn): void {
	const menu = event.currentTarget;
	if (event.key === 'Tab') return menu.hidePopover();
	const items = [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([disabled])')];
	const at = items.indexOf(document.activeElement as HTMLElement);
	const next = steppedTo(items, at, event.key) ?? startingWith(items, at, event);
	if (!next) return;
	event.preventDefault();
	next.focus();
}

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled])';
/** Fields whose own keys these are. */
const OWN_KEYS =
	'[type="radio"], [type="number"], [type="range"], [role="grid"] *, [role="listbox"] *';

/** Up and down move among whatever can be used in a popover, as in a menu; Tab does so, too. */
export function moveAmongControls(event: KeyIn): void {
	if (event.defaultPrevented || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
	const from = event.target as HTMLElement;
	if (from.matches(OWN_KEYS) || from.ariaExpanded === 'true') return;
	const controls = [...event.currentTarget.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
		(control) => control.tabIndex >= 0 && control.checkVisibility(),
	);
	const next = steppedTo(controls, controls.indexOf(from), event.key);
	if (!next) return;
	event.preventDefault();
	next.focus();
}

function steppedTo(items: HTMLElement[], at: number, key: string): HTMLElement | undefined {
	const next = {
		ArrowDown: (at + 1) % items.length,
		ArrowUp: (at <= 0 ? items.length : at) - 1,
		Home: 0,
		End: items.length - 1,
	}[key];
	return next === undefined ? undefined : items[next];
}

function startingWith(items: HTMLElement[], at: number, event: KeyIn): HTMLElement | undefined {
	const isLetter = event.key.length === 1 && event.key !== ' ';
	const typesText = event.target instanceof HTMLInputElement;
	if (!isLetter || typesText || event.ctrlKey || event.metaKey || event.altKey) return undefined;
	return [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) =>
		item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()),
	);
}
