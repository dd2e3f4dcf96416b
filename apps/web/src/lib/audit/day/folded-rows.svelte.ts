import { PAGE_LIMIT_MAX } from '@tool-audit/core/format';
import { isNotFound } from '#lib/api/failure.ts';
import type { ReadPage } from './day-rows.svelte.ts';
import { firstPlace } from './find-row.ts';
import { foldRepeats, rowsOfGroup } from './fold-repeats.ts';
import { rowsOfPage, type ListedRow, type ReadRows } from '../listed-row.ts';
import { readCounted } from './read-counted.ts';

/** The index of a row among folded ones is known only after all rows before it are read. */
export const FOLDED_ROWS_MAX = 20_000;

interface Options {
	/** Groups that are unfolded, by the ref of their first call. Updated in place. */
	unfolded: Set<string>;
	/** There are more rows than can be folded. */
	onTooMany: () => void;
}

/** All rows of a day under one filter, with repeated calls folded: for days small enough to be read as a whole. */
export class FoldedRows implements ReadRows {
	#read: ReadPage;
	#options: Options;
	#running: AbortController | undefined;
	/** The first read, while it is under way. */
	#opening: Promise<void> | undefined;
	/** In file order, like `#rows`. Both are replaced together. */
	#calls: ListedRow[] = [];
	#rows: ListedRow[] = $state.raw([]);
	error: unknown = $state.raw();
	readonly estimated = false;
	/** Rows of the whole day. */
	total = $state(0);
	ready = $state(false);
	isGone = $state(false);
	/** There are more rows than can be folded, and none are shown. */
	tooMany = false;
	readonly count = $derived(this.#rows.length);

	constructor(read: ReadPage, options: Options) {
		this.#read = read;
		this.#options = options;
	}

	row(index: number): ListedRow | undefined {
		return this.#rows[index];
	}

	async peek(index: number): Promise<ListedRow | undefined> {
		return this.#rows[index];
	}

	/** Everything is read at once, when the list opens. */
	show(): void {
		if (!this.ready && !this.error && !this.#running) void this.open();
	}

	open(): Promise<void> {
		this.#opening = this.#readFrom(0).finally(() => (this.#opening = undefined));
		return this.#opening;
	}

	/** The last known call is read again, because it may have been half a line. */
	async grow(): Promise<void> {
		// Who waits for the rows must not be told that they are there because another read took its place.
		if (this.#opening) await this.#opening;
		this.error = undefined;
		return this.#readFrom(this.isGone ? 0 : Math.max(0, this.#calls.length - 1));
	}

	async #readFrom(from: number): Promise<void> {
		this.stop();
		const running = new AbortController();
		this.#running = running;
		try {
			const calls = await this.#readAll(from, running.signal);
			if (running.signal.aborted || !calls) return;
			if (this.tooMany) return this.#options.onTooMany();
			this.#take(from, calls);
			this.ready = true;
		} catch (error) {
			if (running.signal.aborted) return;
			if (isNotFound(error) && this.total > 0) this.isGone = true;
			else this.error = error;
		} finally {
			if (this.#running === running) this.#running = undefined;
		}
	}

	/** `undefined` when the day has lost its file. */
	async #readAll(from: number, signal: AbortSignal): Promise<ListedRow[] | undefined> {
		const calls: ListedRow[] = [];
		for (;;) {
			const at = from + calls.length;
			const page = await this.#read({ from: at, limit: PAGE_LIMIT_MAX }, signal);
			if (signal.aborted) return calls;
			// Nothing is ever taken out of a file.
			this.isGone = page.total === 0 && this.total > 0;
			if (this.isGone) return undefined;
			const found = rowsOfPage(page);
			calls.push(...found);
			this.total = page.total;
			const count = page.matched ?? page.total;
			this.tooMany = count > FOLDED_ROWS_MAX;
			if (this.tooMany || found.length === 0) return calls;
			if (!page.estimated && from + calls.length >= count) return calls;
		}
	}

	/** Replaces all known calls from one on. The new ones may continue the group before them. */
	#take(from: number, calls: ListedRow[]): void {
		const before = this.#calls[from - 1]?.position;
		const index = before === undefined ? 0 : this.#firstOfGroup(this.indexOf(before));
		const start = this.callsBefore(index);
		this.#calls = [...this.#calls.slice(0, from), ...calls];
		const rows = foldRepeats(this.#calls.slice(start), this.#options.unfolded);
		this.#rows = [...this.#rows.slice(0, index), ...rows];
	}

	/**
	 * Folds the group of a row, or unfolds the calls that the row stands for. Returns the range of the rows that replace
	 * it; `undefined` if there is nothing to change.
	 */
	setFolded(index: number, folded: boolean): { first: number; end: number } | undefined {
		const { repeats, unfolded } = this.#rows[index] ?? {};
		const group = folded ? unfolded : repeats;
		if (!group) return undefined;
		const first = this.#firstOfGroup(index);
		const { ref } = this.#rows[first]!;
		if (folded) this.#options.unfolded.delete(ref);
		else this.#options.unfolded.add(ref);
		const start = this.callsBefore(first);
		const rows = rowsOfGroup(this.#calls.slice(start, start + group.count), folded);
		const end = first + (folded ? group.count : 1);
		this.#rows = [...this.#rows.slice(0, first), ...rows, ...this.#rows.slice(end)];
		return { first, end: first + rows.length };
	}

	#firstOfGroup(index: number): number {
		return index - (this.#rows[index]?.unfolded?.index ?? 0);
	}

	/** Index of the row at a position, or of the one that stands for it, or of the first one after it. */
	indexOf(position: number): number {
		return firstPlace(this.#rows, ({ repeats, position: at = 0 }) => {
			return (repeats?.lastPosition ?? at) >= position;
		});
	}

	/** Index of the call at a position as a row of its own; `undefined` if there is none. */
	reveal(position: number): number | undefined {
		const call = firstPlace(this.#calls, ({ position: at = 0 }) => at >= position);
		if (this.#calls[call]?.position !== position) return undefined;
		const index = this.indexOf(position);
		if (this.#rows[index]?.position !== position) this.setFolded(index, false);
		return this.indexOf(position);
	}

	get calls(): number {
		return this.callsBefore(this.count);
	}

	callsBefore(index: number): number {
		const position = this.#rows[index]?.position;
		if (position === undefined) return this.#calls.length;
		return firstPlace(this.#calls, ({ position: at = 0 }) => at >= position);
	}

	countFrom(call: number, isSuch: (row: ListedRow) => boolean): number {
		// Reactive, unlike the calls, and replaced with them.
		void this.#rows;
		return this.#calls.slice(call).filter(isSuch).length;
	}

	retry(): void {
		void this.grow();
	}

	async countNow(): Promise<number> {
		const { matched, total } = await readCounted(this.#read, new AbortController().signal);
		return matched ?? total;
	}

	restart(): Promise<void> {
		return this.open();
	}

	stop(): void {
		this.#running?.abort();
		this.#running = undefined;
	}
}
