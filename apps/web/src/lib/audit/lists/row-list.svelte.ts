import type { ListedRow, RowSource } from '../listed-row.ts';

/** Rows that are all in memory, as a table's source. */
export class RowList implements RowSource {
	#rows: () => ListedRow[];
	readonly rows = $derived.by(() => this.#rows());

	constructor(rows: () => ListedRow[]) {
		this.#rows = rows;
	}

	get count(): number {
		return this.rows.length;
	}

	row(index: number): ListedRow | undefined {
		return this.rows[index];
	}

	async peek(index: number): Promise<ListedRow | undefined> {
		return this.rows[index];
	}

	show(): void {
		// All rows are loaded.
	}
}
