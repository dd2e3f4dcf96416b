import type { Filter, SearchPage } from '@tool-audit/core';
import { isAborted, type Failure } from '#lib/api/failure.ts';
import type { ListedRow } from '../listed-row.ts';
import { RowList } from './row-list.svelte.ts';

/** A search stops after this many results; the user can continue it. */
const FOUND_AT_ONCE = 500;
const PAGE_ROWS = 100;

export interface DaysWanted {
	fromDay?: string;
	toDay?: string;
	filter: Filter;
}

export type ReadSearchPage = (
	wanted: DaysWanted & { cursor?: string; limit: number },
	signal: AbortSignal,
) => Promise<SearchPage>;

/**
 * A search over days, newest first: requests part after part, and can be stopped and continued. What another search
 * found stays until the first part of the next one is there.
 */
export class DaysSearch {
	#found: ListedRow[] = $state.raw([]);
	readonly list = new RowList(() => this.#found);
	looked: SearchPage['looked'] | undefined = $state.raw();
	/** Days that the search reached and could not read. */
	unreadable: SearchPage['unreadable'] = $state.raw([]);
	running = $state(false);
	/** It was stopped before its end. */
	stopped = $state(false);
	error: unknown = $state.raw();
	#read: ReadSearchPage;
	#wanted: DaysWanted = { filter: {} };
	/** `null` when all days are searched. */
	#cursor: string | null | undefined = $state();
	#stop: AbortController | undefined;
	/** Nothing of this search has come yet: what is shown is of the one before. */
	#isNew = true;

	readonly done = $derived(this.#cursor === null);

	constructor(read: ReadSearchPage) {
		this.#read = read;
	}

	start(wanted: DaysWanted): void {
		this.#end();
		this.#wanted = wanted;
		this.#cursor = undefined;
		this.#isNew = true;
		void this.goOn();
	}

	stop(): void {
		this.stopped = this.running;
		this.#end();
		if (!this.stopped || !this.#isNew) return;
		// What is shown is of the search before, and nothing will take its place.
		this.#found = [];
		this.looked = undefined;
	}

	#end(): void {
		this.#stop?.abort();
		this.running = false;
	}

	async goOn(): Promise<void> {
		const stop = new AbortController();
		this.#stop = stop;
		this.running = true;
		this.stopped = false;
		this.error = undefined;
		const enough = (this.#isNew ? 0 : this.list.count) + FOUND_AT_ONCE;
		try {
			while (this.#cursor !== null && (this.#isNew || this.list.count < enough)) {
				const cursor = this.#cursor === undefined ? {} : { cursor: this.#cursor };
				const page = await this.#read(
					{ ...this.#wanted, ...cursor, limit: PAGE_ROWS },
					stop.signal,
				);
				if (stop.signal.aborted) return;
				const found = page.entries.map((entry) => ({ kind: 'entry' as const, ...entry }));
				this.#found = this.#isNew ? found : [...this.#found, ...found];
				this.unreadable = this.#isNew ? page.unreadable : [...this.unreadable, ...page.unreadable];
				this.#isNew = false;
				this.looked = page.looked;
				this.#cursor = page.cursor;
			}
		} catch (error) {
			if (!stop.signal.aborted && !isAborted(error as Failure)) this.error = error;
		} finally {
			if (this.#stop === stop) this.running = false;
		}
	}
}
