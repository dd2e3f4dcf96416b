import type { RowStatus } from '@tool-audit/core';
import { toast } from 'svelte-sonner';
import type { Shortcut } from '#lib/shell/shortcuts.svelte.ts';
import { afterPaint } from '#lib/ui/after-paint.ts';
import { copyText } from '#lib/ui/copy-text.ts';
import type { ListedRow } from '../listed-row.ts';
import { rowKeys, type RowActions } from './row-keys.ts';

interface Options {
	/** Contains the table. */
	root: () => HTMLElement | undefined;
	rows: () => { readonly count: number; peek(index: number): Promise<ListedRow | undefined> };
	/** The rows in view, where the keys begin: at the first one, or at the last one where that is the end of the list. */
	seen: () => { readonly firstSeen: number; readonly endSeen: number };
	/** The row that the keys act on. */
	current: () => number | undefined;
	/** Makes a row the current one, and brings it into view. */
	moveTo: (index: number) => void;
	isOpen: () => boolean;
	/** Opens a row through the address, or closes the open one. Ends when the address shows it. */
	show: (row: ListedRow | undefined, replace: boolean) => Promise<void>;
	/** Index of the next (1) or previous (-1) row of a status. */
	findStop: (status: RowStatus, by: 1 | -1) => Promise<number | undefined>;
	/** The address to copy as a link. */
	link: () => { path: string; isRow: boolean };
}

/** Moves in a table of rows with the detail of one of them beside it, by keys and by clicks. */
export function createRowNavigator(options: Options) {
	const { current, moveTo, isOpen, show } = options;
	/** The row that is being opened, until the address shows it; its ref as soon as it is known. */
	let opening: { ref?: string } | undefined;

	async function open(index: number) {
		moveTo(index);
		const mine: typeof opening = (opening = {});
		try {
			const row = await options.rows().peek(index);
			// The row is marked at once; its detail takes its own frame.
			await new Promise<void>((resolve) => afterPaint(resolve));
			if (!row || opening !== mine) return;
			mine.ref = row.ref;
			await show(row, isOpen());
		} finally {
			if (opening === mine) opening = undefined;
		}
	}

	/** While a row is open, moving opens the next one. */
	function move(index: number) {
		if (isOpen() || opening) void open(index);
		else moveTo(index);
	}

	/** True for the row of an address that comes late: a later row is being opened since, and is the current one. */
	const isLate = (ref: string) => opening !== undefined && opening.ref !== ref;

	function begin(): number {
		const { firstSeen, endSeen } = options.seen();
		const last = options.rows().count - 1;
		return firstSeen > 0 && endSeen > last ? last : firstSeen;
	}

	function step(by: 1 | -1) {
		const next = current() === undefined ? begin() : current()! + by;
		if (next >= 0 && next < options.rows().count) move(next);
	}

	async function toStop(status: RowStatus, by: 1 | -1) {
		const index = await options.findStop(status, by);
		if (index !== undefined) return move(index);
		toast(`No ${status} call ${by === 1 ? 'below' : 'above'} this one`);
	}

	async function copyLink() {
		const { path, isRow } = options.link();
		if (!(await copyText(location.origin + path))) toast.error('The link could not be copied');
		else toast(isRow ? 'Link to this call copied' : 'Link to this view copied');
	}

	function close() {
		opening = undefined;
		void show(undefined, false);
	}

	/** A key that moves focuses the table, so that Enter and the arrows continue from there. */
	function inTable(act: () => void) {
		const grid = options.root()?.querySelector<HTMLElement>('[role=grid]');
		grid?.focus({ preventScroll: true });
		act();
	}

	/** A page that was opened at a row: the table has the focus for the keys that follow, unless something else has it. */
	function arrive() {
		if (isOpen() && document.activeElement === document.body) inTable(() => undefined);
	}

	/** The keys of this table. Call it in a reactive context. */
	function keys(
		own: Pick<RowActions, 'goToTime' | 'goToDay' | 'print' | 'folds' | 'context'>,
	): Shortcut[] {
		return rowKeys({
			...own,
			step: (by) => inTable(() => step(by)),
			toStop: (status, by) => inTable(() => void toStop(status, by)),
			copyLink: () => void copyLink(),
			close: isOpen() ? close : undefined,
		});
	}

	return { open, move, step, close, isLate, inTable, arrive, keys };
}
