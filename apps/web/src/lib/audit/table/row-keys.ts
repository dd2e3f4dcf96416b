import type { RowStatus } from '@tool-audit/core';
import type { Shortcut } from '#lib/shell/shortcuts.svelte.ts';

export interface RowActions {
	step: (by: 1 | -1) => void;
	toStop: (status: RowStatus, by: 1 | -1) => void;
	search: () => void;
	tools: () => void;
	/** Only a day can go to a time. */
	goToTime?: () => void;
	copyLink: () => void;
	/** Closes the open row; `undefined` while none is open. */
	close: (() => void) | undefined;
	/** Repeated calls are folded into one row. */
	folds?: boolean;
	/** Shows the row among its neighbours; `undefined` without a filter. */
	context: (() => void) | undefined;
}

/** The keys of a list of rows. The table itself handles arrows, Page Up and Down, Home, End and Enter. */
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
