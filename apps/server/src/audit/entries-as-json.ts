import type { AuditLog, Page } from '@tool-audit/core';
import { entryJson } from './entry-json.ts';

const ROWS_AT_ONCE = 1_000;

async function* pages(first: Page, read: (from: number) => Promise<Page>): AsyncGenerator<Page> {
	let page = first;
	let from = 0;
	for (;;) {
		yield page;
		const rows = page.entries.length + page.damaged.length;
		from += rows;
		if (rows === 0 || from >= page.total) return;
		page = await read(from);
	}
}

/**
 * A day's entries as the text of one JSON array, page by page, so that a day of a million is never in
 * memory at once. What is appended meanwhile is in it too. `total` counts the rows at the beginning,
 * damaged lines included: those are not in the array.
 */
export async function entriesAsJson(
	log: AuditLog,
	user: string,
	day: string,
): Promise<{ total: number; json: AsyncIterable<string> }> {
	const read = (from: number) => log.readDay(user, day, { from, limit: ROWS_AT_ONCE });
	const first = await read(0);
	async function* json(): AsyncGenerator<string> {
		let before = '[';
		for await (const page of pages(first, read)) {
			if (page.entries.length === 0) continue;
			yield before + page.entries.map(entryJson).join(',\n');
			before = ',\n';
		}
		yield before === '[' ? '[]\n' : ']\n';
	}
	return { total: first.total, json: json() };
}
