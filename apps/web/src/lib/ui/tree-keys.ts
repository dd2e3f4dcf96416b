/**
 * The keys of a tree, for all treeitems in it, whichever component rendered them: up and down move through the
 * visible items, right opens or enters a group, left closes or leaves it, Home and End jump, letters find an item.
 * The tree is one Tab stop: it takes the focus and passes it to the chosen item.
 *
 * On the item that the page shows, the page's own keys come before the letters: after opening an item from here,
 * its keys work at once. On any other item the user is searching, and letters find.
 */
export function treeKeys(isPageKey: (event: KeyboardEvent) => boolean) {
	return (tree: HTMLElement) => listen(tree, isPageKey);
}

function listen(tree: HTMLElement, isPageKey: (event: KeyboardEvent) => boolean): () => void {
	const items = () => [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];
	let last: HTMLElement | undefined;

	function enter(event: FocusEvent) {
		if (event.target !== tree) {
			last = itemOf(event.target);
			tree.tabIndex = -1;
			return;
		}
		const chosen = tree.querySelector<HTMLElement>('[role="treeitem"][aria-current="page"]');
		(last?.isConnected ? last : (chosen ?? items()[0]))?.focus();
	}

	function leave(event: FocusEvent) {
		if (!tree.contains(event.relatedTarget as Node | null)) tree.tabIndex = 0;
	}

	function press(event: KeyboardEvent) {
		const item = itemOf(event.target);
		if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
		// A field or an open menu in a row handles its own keys.
		if ((event.target as Element).closest('input, [popover]')) return;
		if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
			event.preventDefault();
			return openTreeMenu(item);
		}
		if (event.key === 'Enter' || event.key === ' ') {
			// A focused link or button in the row handles these keys itself.
			if (event.target !== item) return;
			event.preventDefault();
			actionOf(item)?.click();
			return;
		}
		if (item.getAttribute('aria-current') === 'page' && isPageKey(event)) return;
		const next = target(items(), item, event.key);
		if (!next) return;
		event.preventDefault();
		if (next === 'toggle') actionOf(item)?.click();
		else next.focus();
	}

	tree.tabIndex = 0;
	tree.addEventListener('focusin', enter);
	tree.addEventListener('focusout', leave);
	tree.addEventListener('keydown', press);
	return () => {
		tree.removeEventListener('focusin', enter);
		tree.removeEventListener('focusout', leave);
		tree.removeEventListener('keydown', press);
	};
}

/** Opens the menu of an item, if it has one. */
export function openTreeMenu(item: HTMLElement): void {
	item.querySelector<HTMLElement>(':scope > [data-tree-menu] button')?.click();
}

function itemOf(target: EventTarget | null): HTMLElement | undefined {
	return (target as Element).closest<HTMLElement>('[role="treeitem"]') ?? undefined;
}

/** The link or button that a click on the item's row would activate. */
function actionOf(item: HTMLElement): HTMLElement | null {
	return item.querySelector<HTMLElement>('[data-tree-action]');
}

function target(
	items: HTMLElement[],
	item: HTMLElement,
	key: string,
): HTMLElement | 'toggle' | undefined {
	const at = items.indexOf(item);
	const expanded = item.getAttribute('aria-expanded');
	switch (key) {
		case 'ArrowDown':
			return items[at + 1] ?? item;
		case 'ArrowUp':
			return items[at - 1] ?? item;
		case 'Home':
			return items[0];
		case 'End':
			return items.at(-1);
		case 'ArrowRight': {
			if (expanded === 'false') return 'toggle';
			const next = items[at + 1];
			return next && levelOf(next) > levelOf(item) ? next : item;
		}
		case 'ArrowLeft':
			if (expanded === 'true') return 'toggle';
			return items.slice(0, at).findLast((other) => levelOf(other) < levelOf(item)) ?? item;
	}
	if (key.length !== 1) return undefined;
	const after = [...items.slice(at + 1), ...items.slice(0, at)];
	return after.find((other) =>
		actionOf(other)?.textContent.trim().toLowerCase().startsWith(key.toLowerCase()),
	);
}

function levelOf(item: HTMLElement): number {
	return Number(item.getAttribute('aria-level'));
}
