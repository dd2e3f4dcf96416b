/** Walks over all pages of what the procedures answer page by page. */
import type { DamagedRow, Day, EntryRow, Order, Row, Unreadable } from '@tool-audit/core/types';
import { addDays, isDay, RECENT_DAYS_MAX } from '@tool-audit/core/format';
import type { AuditApi } from '../api.ts';
import { AuditClientError } from '../error.ts';
import { otherForm } from '../http/failures.ts';
import { told } from '../listen.ts';
import type { Logger } from '../options.ts';
import type {
	FoundCall,
	RecentOptions,
	RowsOptions,
	SearchAllOptions,
	WalkOptions,
} from './options.ts';

const PAGE_ROWS = 1_000;
const SEARCH_CALLS = 500;

export interface Pages {
	days: (options: WalkOptions) => AsyncGenerator<Day, void>;
	rows: (day: string, options: RowsOptions) => AsyncGenerator<Row, void>;
	search: (options: SearchAllOptions) => AsyncGenerator<FoundCall, void>;
	recent: (options: RecentOptions) => AsyncGenerator<FoundCall, void>;
}

export function createPages(audit: AuditApi, logger: Logger): Pages {
	async function* days({ user, ...call }: WalkOptions): AsyncGenerator<Day, void> {
		let counted = -1;
		for (;;) {
			const { days, complete } = await audit.listDays.query({ user }, call);
			if (!Array.isArray(days)) throw otherForm('audit.listDays');
			const before = counted;
			counted = days.filter(({ counts }) => counts !== null).length;
			// Large days are counted in the background, and some can't be: it is asked again only while that helps.
			if (!complete && counted > before) continue;
			yield* days;
			return;
		}
	}

	async function* rows(
		day: string,
		{ user, filter, order = 'asc', ...call }: RowsOptions,
	): AsyncGenerator<Row, void> {
		/** Rows of the last page. Backwards, a day that grows meanwhile moves some into the next one. */
		let known: ReadonlySet<string> = new Set();
		for (let from = 0; ;) {
			const input = { user, day, from, limit: PAGE_ROWS, order, filter };
			const page = await audit.readDay.query(input, call);
			if (!haveLists(page.entries, page.damaged)) throw otherForm('audit.readDay');
			const rows = rowsOf(page, order);
			if (rows.length === 0) return;
			for (const row of rows) if (!known.has(row.ref)) yield row;
			known = new Set(rows.map(({ ref }) => ref));
			from += rows.length;
		}
	}

	async function* search({
		user,
		filter,
		fromDay,
		toDay,
		onUnreadable = tell,
		...call
	}: SearchAllOptions): AsyncGenerator<FoundCall, void> {
		let cursor: string | undefined;
		do {
			const input = { user, filter, fromDay, toDay, cursor, limit: SEARCH_CALLS };
			const page = await audit.search.query(input, call);
			if (!haveLists(page.entries, page.unreadable)) throw otherForm('audit.search');
			for (const unreadable of page.unreadable)
				told('the search', 'loop', () => onUnreadable(unreadable));
			yield* page.entries;
			cursor = page.cursor ?? undefined;
		} while (cursor !== undefined);
	}

	async function* recent({
		days = 7,
		filter = {},
		...options
	}: RecentOptions): AsyncGenerator<FoundCall, void> {
		const { user, signal, timeout, retries, headers } = options;
		const call = { signal, timeout, retries, headers };
		if (!(Number.isInteger(days) && days >= 1 && days <= RECENT_DAYS_MAX)) {
			const message = `days: Give a whole number from 1 to ${RECENT_DAYS_MAX}.`;
			throw new AuditClientError({ code: 'bad_input', message });
		}
		const { today } = await audit.listDays.query({ user, budgetMs: 0 }, call);
		if (!isDay(String(today))) throw otherForm('audit.listDays');
		yield* search({ ...options, filter, fromDay: addDays(today, 1 - days), toDay: today });
	}

	function tell({ user, day, message }: Unreadable): void {
		logger.warn(`tool-audit: ${day ?? 'The log'} of ${user} can't be read. ${message}`);
	}

	return { days, rows, search, recent };
}

function haveLists(...lists: unknown[]): boolean {
	return lists.every((list) => Array.isArray(list));
}

/** The rows of a page in its order: entries and damaged lines come in two lists. */
function rowsOf(
	{ entries, damaged }: { entries: EntryRow[]; damaged: DamagedRow[] },
	order: Order,
): Row[] {
	const rows: Row[] = entries.map((row) => ({ kind: 'entry', ...row }));
	if (damaged.length === 0) return rows;
	rows.push(...damaged.map((row): Row => ({ kind: 'damaged', ...row })));
	return rows.sort((one, other) =>
		order === 'asc' ? one.position - other.position : other.position - one.position,
	);
}
