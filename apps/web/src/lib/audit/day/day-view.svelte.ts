import type { Filter } from '@tool-audit/core';
import { DayRows, type ReadPage } from './day-rows.svelte.ts';
import { isEmpty } from '../filter/filter-url.ts';
import { indexOfPosition } from './find-row.ts';
import { FoldedRows } from './folded-rows.svelte.ts';
import type { ReadRows } from '../listed-row.ts';

/** Which rows of a day are shown, and how. */
export interface Looking {
	filter: Filter;
	/** Repeated calls are folded into one row. */
	fold: boolean;
}

/**
 * A day whose filter and folding change. The previous rows stay on the screen until the first of the new ones are
 * loaded, and the reader's position is found again among them.
 */
export class DayView {
	#read: (filter: Filter) => ReadPage;
	#onTooMany: () => void;
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- the rows are reactive themselves
	#unfolded = new Set<string>();
	#next: ReadRows | undefined;
	/** The filter and folding of `rows`. */
	looking: Looking = $state.raw()!;
	rows: ReadRows = $state.raw()!;
	/** The filter and folding of the rows that are loading. */
	#wanted: Looking | undefined = $state.raw();
	/** There are too many rows to fold them. */
	unfoldable = $state(false);

	/** `onTooMany` is called when the shown rows have become too many to fold, and must be read unfolded. */
	constructor(read: (filter: Filter) => ReadPage, looking: Looking, onTooMany: () => void) {
		this.#read = read;
		this.#onTooMany = onTooMany;
		this.looking = looking;
		this.rows = this.#rowsOf(looking);
	}

	/** Other rows are loading. */
	get pending(): boolean {
		return this.#wanted !== undefined;
	}

	/** Rows with this filter and folding are shown, or will be. */
	isTurningTo(looking: Looking): boolean {
		return JSON.stringify(looking) === JSON.stringify(this.#wanted ?? this.looking);
	}

	#rowsOf({ filter, fold }: Looking): ReadRows {
		const read = this.#read(filter);
		if (!fold) return new DayRows(read);
		const rows = new FoldedRows(read, {
			unfolded: this.#unfolded,
			onTooMany: () => rows === this.rows && this.#onTooMany(),
		});
		return rows;
	}

	/** A row's index is its position. */
	get isWhole(): boolean {
		return isEmpty(this.looking.filter) && this.rows instanceof DayRows;
	}

	/** The index of the row at a position, or of the first one after it. */
	async indexOf(position: number): Promise<number> {
		return this.isWhole ? position : indexOfPosition(this.rows, position);
	}

	/**
	 * Changes filter and folding. Resolves when the new rows are shown, or another change has replaced this one; returns
	 * whether they are shown. `onShow` is called together with the change of rows, for what has to change in the same
	 * moment.
	 */
	async change(looking: Looking, onShow: () => void): Promise<boolean> {
		this.#next?.stop();
		let next = this.#rowsOf(looking);
		this.#next = next;
		this.#wanted = looking;
		await next.open();
		const unfoldable = next instanceof FoldedRows && next.tooMany;
		if (this.#next === next && unfoldable) {
			next = new DayRows(this.#read(looking.filter));
			this.#next = next;
			await next.open();
		}
		if (this.#next !== next) return false;
		this.rows.stop();
		this.rows = next;
		this.looking = looking;
		this.unfoldable = unfoldable;
		this.#end();
		onShow();
		return true;
	}

	#end(): void {
		this.#next = undefined;
		this.#wanted = undefined;
	}

	/** Cancels a pending change and keeps the shown rows. */
	cancel(): void {
		this.#next?.stop();
		this.#end();
	}

	stop(): void {
		this.cancel();
		this.rows.stop();
	}
}
