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

interface ViewOptions {
	read: (filter: Filter) => ReadPage;
	looking: Looking;
	/** Whether an error says that the filter itself is wrong. */
	isRefused: (error: unknown) => boolean;
	/** Called when the shown rows have become too many to fold, and must be read unfolded. */
	onTooMany: () => void;
}

/** A refusal comes quickly: a filter that takes longer is a search that is under way. */
const REFUSAL_MS = 400;

interface RowsOf {
	looking: Looking;
	rows: ReadRows;
}

/**
 * A day whose filter and folding change. The previous rows stay on the screen until the first of the new ones are
 * loaded, and the reader's position is found again among them.
 */
export class DayView {
	#read: (filter: Filter) => ReadPage;
	#onTooMany: () => void;
	#isRefused: (error: unknown) => boolean;
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- the rows are reactive themselves
	#unfolded = new Set<string>();
	#shown: RowsOf = $state.raw()!;
	/** Rows that are on their way. */
	#next: RowsOf | undefined = $state.raw();
	/** The filter that was asked for last can't be read, such as half a regular expression; the rows stayed. */
	refusal: unknown = $state.raw();
	/** The day has lost its file, which rows that were read afterwards don't know. */
	#isLost = $state(false);
	/** There are too many rows to fold them. */
	unfoldable = $state(false);

	constructor({ read, looking, isRefused, onTooMany }: ViewOptions) {
		this.#read = read;
		this.#onTooMany = onTooMany;
		this.#isRefused = isRefused;
		this.#shown = this.#rowsOf(looking);
	}

	get rows(): ReadRows {
		return this.#shown.rows;
	}

	/** The filter and folding of the rows on the screen. */
	get looking(): Looking {
		return this.#shown.looking;
	}

	/** The day's file was deleted, moved or emptied while it was shown. */
	get isGone(): boolean {
		return this.rows.isGone || (this.#isLost && this.rows.ready && this.rows.total === 0);
	}

	/** The day was said to have no lines any more. */
	noteLost(): void {
		this.#isLost = true;
	}

	/** Other rows are loading. */
	get pending(): boolean {
		return this.#next !== undefined;
	}

	/** Rows with this filter and folding are shown, or will be. */
	isTurningTo(looking: Looking): boolean {
		return JSON.stringify(looking) === JSON.stringify((this.#next ?? this.#shown).looking);
	}

	#rowsOf(looking: Looking): RowsOf {
		const read = this.#read(looking.filter);
		if (!looking.fold) return { looking, rows: new DayRows(read) };
		const rows = new FoldedRows(read, {
			unfolded: this.#unfolded,
			onTooMany: () => rows === this.rows && this.#onTooMany(),
		});
		return { looking, rows };
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
		this.#next?.rows.stop();
		let next = this.#rowsOf(looking);
		this.#next = next;
		// While letters are typed, what was wrong with the last ones stays until something is known of these.
		const late = setTimeout(() => this.#next === next && (this.refusal = undefined), REFUSAL_MS);
		await next.rows.open();
		clearTimeout(late);
		const unfoldable = next.rows instanceof FoldedRows && next.rows.tooMany;
		if (this.#next === next && unfoldable) {
			next = { looking, rows: new DayRows(this.#read(looking.filter)) };
			this.#next = next;
			await next.rows.open();
		}
		if (this.#next !== next) return false;
		const isRefused = this.rows.ready && this.#isRefused(next.rows.error);
		this.refusal = isRefused ? next.rows.error : undefined;
		if (isRefused) {
			this.#next = undefined;
			return false;
		}
		this.#isLost ||= this.rows.isGone;
		this.rows.stop();
		this.#shown = next;
		this.unfoldable = unfoldable;
		this.#next = undefined;
		onShow();
		return true;
	}

	/** Cancels a pending change and keeps the shown rows. */
	cancel(): void {
		this.#next?.rows.stop();
		this.#next = undefined;
		this.refusal = undefined;
	}

	stop(): void {
		this.cancel();
		this.rows.stop();
	}
}
