/**
 * The keys of the trees in an element, for all treeitems in them, whichever component rendered them: up and down move
 * through the visible items, from one tree to the next, right opens or enters a group, left closes or leaves it, Home
 * and End jump, letters find an item. Each tree is one Tab stop: it takes the focus and passes it to the chosen item.
 *
 * On the item that the page shows, the page's own keys come before the letters: after opening an item from here,
 * its keys work at once. On any other item the user is searching, and letters find.
 */
export function treeKeys(isPageKey: (event: KeyboardEvent) => boolean) {
	return (root: HTMLElement) => listen(root, isPageKey);
}

function listen(root: HTMLElement, isPageKey: (event: KeyboardEvent) => boolean): () => void {
	const items = () => [...root.querySelectorAll<HTMLElement>('[role="treeitem"]')];
	const lastOf = new WeakMap<HTMLElement, HTMLElement>();

	function enter(event: FocusEvent) {
		const tree = treeOf(event.target);
		if (!tree) return;
		const item = itemOf(event.target);
		if (item) {
			lastOf.set(tree, item);
			tree.tabIndex = -1;
			return;
		}
		if (event.target !== tree) return;
		const last = lastOf.get(tree);
		const chosen = tree.querySelector<HTMLElement>('[role="treeitem"][aria-current="page"]');
		const first = tree.querySelector<HTMLElement>('[role="treeitem"]');
		(last?.isConnected ? last : (chosen ?? first))?.focus();
	}

	function leave(event: FocusEvent) {
		const tree = treeOf(event.target);
		if (tree && !tree.contains(event.relatedTarget as Node | null)) tree.tabIndex = 0;
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

	root.addEventListener('focusin', enter);
	root.addEventListener('focusout', leave);
	root.addEventListener('keydown', press);
	return () => {
		root.removeEventListener('focusin', enter);
		root.removeEventListener('focusout', leave);
		root.removeEventListener('keydown', press);
	};
}

/** Opens the menu of an item, if it has one. */
export function openTreeMenu(item: HTMLElement): void {
	item.querySelector<HTMLElement>(':scope > [data-tree-menu] button')?.click();
}

function treeOf(target: EventTarget | null): HTMLElement | undefined {
	return (target as Element).closest<HTMLElement>('[role="tree"]') ?? undefined;
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
