import type { ReadPage } from './day-rows.svelte.ts';
import { foldRepeats } from './fold-repeats.ts';
import { rowsOfPage, type ListedRow, type ReadRows } from './listed-row.ts';

/** Where a row stands among folded ones is known only once all before it were read. */
export const FOLDED_ROWS_MAX = 20_000;
const PAGE_ROWS = 1_000;

/** All rows of a day under one filter, repeated calls as one: for days that can be read whole. */
export class FoldedRows implements ReadRows {
	#read: ReadPage;
	#running: AbortController | undefined;
	#rows: ListedRow[] = $state.raw([]);
	error: unknown = $state.raw();
	readonly estimated = false;
	/** Rows of the whole day. */
	total = $state(0);
	calls = $state(0);
	ready = $state(false);
	/** There are more than can be folded: these are the first of them. */
	tooMany = $state(false);
	readonly count = $derived(this.#rows.length);

	constructor(read: ReadPage) {
		this.#read = read;
	}

	row(index: number): ListedRow | undefined {
		return this.#rows[index];
	}

	async peek(index: number): Promise<ListedRow | undefined> {
		return this.#rows[index];
	}

	/** Everything is read at once, at the first look. */
	show(): void {
		if (!this.ready && !this.error && !this.#running) void this.open();
	}

	async open(): Promise<void> {
		this.stop();
		const running = new AbortController();
		this.#running = running;
		try {
			const rows = await this.#readAll(running.signal);
			if (running.signal.aborted) return;
			this.#rows = foldRepeats(rows);
			this.calls = rows.length;
			this.ready = true;
		} catch (error) {
			if (!running.signal.aborted) this.error = error;
		} finally {
			if (this.#running === running) this.#running = undefined;
		}
	}

	async #readAll(signal: AbortSignal): Promise<ListedRow[]> {
		const rows: ListedRow[] = [];
		for (;;) {
			const limit = Math.min(PAGE_ROWS, FOLDED_ROWS_MAX - rows.length);
			const page = await this.#read({ from: rows.length, limit }, signal);
			if (signal.aborted) return rows;
			const found = rowsOfPage(page);
			rows.push(...found);
			this.total = page.total;
			const count = page.matched ?? page.total;
			this.tooMany = count > FOLDED_ROWS_MAX;
			if (found.length === 0 || rows.length >= Math.min(count, FOLDED_ROWS_MAX)) return rows;
		}
	}

	retry(): void {
		this.error = undefined;
		void this.open();
	}

	async countNow(): Promise<number> {
		const { matched, total } = await this.#read(
			{ from: 0, limit: 1 },
			new AbortController().signal,
		);
		return matched ?? total;
	}

	grow(): Promise<void> {
		this.error = undefined;
		return this.open();
	}

	restart(): Promise<void> {
		return this.open();
	}

	stop(): void {
		this.#running?.abort();
		this.#running = undefined;
	}
}
