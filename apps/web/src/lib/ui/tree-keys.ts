/**
 * The keys of a tree, over whatever treeitems stand in it, whoever put them there: arrows up and down walk
 * the visible items, right opens or goes in, left closes or goes out, Home and End jump, letters find.
 * The tree is one stop of the Tab key: it takes the focus itself and hands it to the chosen item.
 *
 * On the item that is shown the page's own keys come before the letters: whoever opened it from here goes on
 * in it at once. On any other item somebody is looking for the next one, and letters find.
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
		// What stands in a row and has keys of its own: a field, an open menu.
		if ((event.target as Element).closest('input, [popover]')) return;
		if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
			event.preventDefault();
			return openTreeMenu(item);
		}
		if (event.key === 'Enter' || event.key === ' ') {
			// A link or button that has the focus itself answers to these keys on its own.
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

/** Opens the menu of an item, when it has one. */
export function openTreeMenu(item: HTMLElement): void {
	item.querySelector<HTMLElement>(':scope > [data-tree-menu] button')?.click();
}

function itemOf(target: EventTarget | null): HTMLElement | undefined {
	return (target as Element).closest<HTMLElement>('[role="treeitem"]') ?? undefined;
}

/** What a click on the item's row would do: its link, or the button that opens it. */
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
