import type { RowStatus } from '@tool-audit/core';
import type { Shortcut } from '#lib/shell/shortcuts.svelte.ts';

export interface RowActions {
	step: (by: 1 | -1) => void;
	toStop: (status: RowStatus, by: 1 | -1) => void;
	/** Only a day can go to a time, to its neighbours and on paper. */
	goToTime?: () => void;
	goToDay?: (by: 1 | -1) => void;
	print?: () => void;
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
		{ keys: 'j', label: 'Next call', run: () => actions.step(1) },
		{ keys: 'k', label: 'Previous call', run: () => actions.step(-1) },
		{ keys: 'd', label: 'Next denied call', run: () => actions.toStop('denied', 1) },
		{ keys: 'D', label: 'Previous denied call', run: () => actions.toStop('denied', -1) },
		{ keys: 'e', label: 'Next error', run: () => actions.toStop('error', 1) },
		{ keys: 'E', label: 'Previous error', run: () => actions.toStop('error', -1) },
		{ keys: 'c', label: 'Copy link', run: actions.copyLink },
		{ keys: 'y', label: 'Copy link', run: actions.copyLink },
	];
	const { goToTime, goToDay, print, context, close, folds } = actions;
	if (folds) {
		keys.push({ keys: 'ArrowRight', label: 'Show the calls of a folded row' });
		keys.push({ keys: 'ArrowLeft', label: 'Fold them again' });
	}
	if (goToTime) keys.push({ keys: 'g', label: 'Go to time', run: goToTime });
	if (goToDay) {
		keys.push({ keys: '[', label: 'Day before', run: () => goToDay(-1) });
		keys.push({ keys: ']', label: 'Day after', run: () => goToDay(1) });
	}
	if (print) keys.push({ keys: 'mod+p', label: 'Print', run: print, whileTyping: true });
	if (context) keys.push({ keys: 'x', label: 'Show the call in context', run: context });
	if (close) keys.push({ keys: 'Escape', label: 'Close the call', run: close });
	return keys;
}
