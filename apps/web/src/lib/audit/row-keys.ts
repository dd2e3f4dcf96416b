import type { RowStatus } from '@tool-audit/core';
import type { Shortcut } from '#lib/shell/shortcuts.svelte.ts';

export interface RowActions {
	step: (by: 1 | -1) => void;
	toStop: (status: RowStatus, by: 1 | -1) => void;
	search: () => void;
	tools: () => void;
	/** Only a day has a place for every time. */
	goToTime?: () => void;
	copyLink: () => void;
	/** Closes what is open; `undefined` while nothing is. */
	close: (() => void) | undefined;
	/** Repeated calls stand as one row. */
	folds?: boolean;
	/** Shows the row among its neighbours; `undefined` while nothing is filtered. */
	context: (() => void) | undefined;
}

/** The keys of a list of rows. Arrows, Page Up and Down, Home, End and Enter are the table's own. */
export function rowKeys(actions: RowActions): Shortcut[] {
	const keys: Shortcut[] = [
		{ keys: 'j', label: 'Next row', run: () => actions.step(1) },
		{ keys: 'k', label: 'Previous row', run: () => actions.step(-1) },
		{ keys: 'd', label: 'Next denied call', run: () => actions.toStop('denied', 1) },
		{ keys: 'D', label: 'Previous denied call', run: () => actions.toStop('denied', -1) },
		{ keys: 'e', label: 'Next error', run: () => actions.toStop('error', 1) },
		{ keys: 'E', label: 'Previous error', run: () => actions.toStop('error', -1) },
		{ keys: '/', label: 'Search', run: actions.search },
		{ keys: 'f', label: 'Filter by tool', run: actions.tools },
		{ keys: 'c', label: 'Copy a link to the row', run: actions.copyLink },
	];
	const { goToTime, context, close, folds } = actions;
	if (folds) {
		keys.push({ keys: 'ArrowRight', label: 'Show the calls of a folded row' });
		keys.push({ keys: 'ArrowLeft', label: 'Fold them again' });
	}
	if (goToTime) keys.push({ keys: 'g', label: 'Go to time', run: goToTime });
	if (context) keys.push({ keys: 'x', label: 'Show the row in context', run: context });
	if (close) keys.push({ keys: 'Escape', label: 'Close the row', run: close });
	return keys;
}
