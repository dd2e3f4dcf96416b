import type { Filter } from '@tool-audit/core';
import { DayRows, type ReadPage } from './day-rows.svelte.ts';
import { isEmpty } from './filter-url.ts';
import { indexOfPosition } from './find-row.ts';

/**
 * A day under a filter that changes. The rows of the old filter stay on the screen until the first of the
 * new one are here, and the reader's place is found again among them.
 */
export class DayView {
	#read: (filter: Filter) => ReadPage;
	#next: DayRows | undefined;
	/** The filter that `rows` are under. */
	filter: Filter = $state.raw({});
	rows: DayRows = $state.raw()!;
	/** The rows of another filter are on their way. */
	pending = $state(false);

	constructor(read: (filter: Filter) => ReadPage, filter: Filter) {
		this.#read = read;
		this.filter = filter;
		this.rows = new DayRows(read(filter));
	}

	/**
	 * Turns to another filter. Resolves to the new index of the row at `position` or of the first one behind
	 * it, or to nothing when yet another filter came in between.
	 */
	async change(
		filter: Filter,
		position: number,
	): Promise<{ index: number; same: boolean } | undefined> {
		const next = this.#begin(filter);
		await next.open();
		if (this.#next !== next) return undefined;
		const index = isEmpty(filter) ? position : await indexOfPosition(next, position).catch(() => 0);
		const row = next.error ? undefined : await next.peek(index).catch(() => undefined);
		if (this.#next !== next) return undefined;
		this.rows.stop();
		this.rows = next;
		this.filter = filter;
		this.#end();
		return { index, same: row?.position === position };
	}

	#begin(filter: Filter): DayRows {
		this.#next?.stop();
		this.#next = new DayRows(this.#read(filter));
		this.pending = true;
		return this.#next;
	}

	#end(): void {
		this.#next = undefined;
		this.pending = false;
	}

	/** Stays with the filter that is shown. */
	cancel(): void {
		this.#next?.stop();
		this.#end();
	}

	stop(): void {
		this.cancel();
		this.rows.stop();
	}
}
