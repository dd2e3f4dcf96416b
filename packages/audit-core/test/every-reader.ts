/** All ways in which core reads a day, compared with each other. */
import { expect } from 'vitest';
import { openZone, ROW_STATUSES, type AuditLog, type Row } from '../src/index.ts';

const PAGE_ROWS = 3;

/** What a row is, however it was read: a page truncates more than a single row. */
const nameOf = ({ ref, ...row }: Pick<Row, 'ref'> & Partial<Row>) =>
	'reason' in row ? `${ref} ${row.reason}` : ref;

/** The rows of a day, after every reader has given the same ones. */
export async function readByEveryReader(log: AuditLog, user: string, day: string): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const batch of log.rows(user, day)) rows.push(...batch.map((row) => row.read()));
	const names = rows.map(nameOf);
	expect(rows.map(({ position }) => position)).toEqual(rows.map((_, position) => position));

	const { counts } = await log.summary(user, day);
	expect(counts.total).toBe(rows.length);
	const pages: string[] = [];
	for (let from = 0; from === 0 || from < rows.length; from += PAGE_ROWS) {
		const page = await log.readDay(user, day, { from, limit: PAGE_ROWS });
		if (!page.estimated) expect(page.total).toBe(rows.length);
		const { bytes } = await log.readDayJson(user, day, { from, limit: PAGE_ROWS });
		expect(Buffer.from(bytes).toString()).toBe(JSON.stringify(page));
		const found = [...page.entries, ...page.damaged].sort((a, b) => a.position - b.position);
		pages.push(...found.map(nameOf));
	}
	expect(pages).toEqual(names);
	const last = await log.readDay(user, day, { order: 'desc', limit: PAGE_ROWS });
	const lastNames = [...last.entries, ...last.damaged]
		.sort((a, b) => a.position - b.position)
		.map(nameOf);
	expect(lastNames).toEqual(names.slice(-PAGE_ROWS));

	const recent = await log.recent(user, { toDay: day, days: 1, limit: 1_000 });
	const entries = rows.filter(({ kind }) => kind === 'entry');
	expect(recent.entries.map(nameOf)).toEqual(entries.map(nameOf).reverse());

	for (const status of ROW_STATUSES) {
		const { matched, entries, damaged } = await log.readDay(user, day, {
			filter: { status: [status] },
		});
		const found = [...entries, ...damaged].sort((a, b) => a.position - b.position);
		const wanted = rows.filter((row) => statusOf(row) === status);
		expect([status, matched, found.map(nameOf)]).toEqual([
			status,
			counts[status],
			wanted.map(nameOf),
		]);
	}
	for (const { position, ref } of rows) {
		const detail = await log.entry(user, day, ref);
		expect(detail?.row).toMatchObject({ position, ref });
		expect([detail?.previous?.position, detail?.next?.position]).toEqual([
			position === 0 ? undefined : position - 1,
			position === rows.length - 1 ? undefined : position + 1,
		]);
	}
	return rows;
}

export function statusOf(row: Row): string {
	if (row.kind === 'damaged') return 'damaged';
	const { status } = row.entry;
	return (
		row.status ??
		(['ok', 'error', 'denied'].includes(status as string) ? (status as string) : 'other')
	);
}

export function instantOf(row: Row, timeZone: string): number | null {
	return row.kind === 'damaged' ? null : openZone(timeZone).parse(row.entry['ts']);
}
