import type { FileHandle } from 'node:fs/promises';
import type { Page, ReadDayOptions } from '../audit-log.ts';
import { rowsOf, toDamaged, toEntry, type RawRow } from '../format/row.ts';
import { PAGE_BOUNDS } from '../format/shorten.ts';
import { readLines } from './lines.ts';

type Wanted = Required<Pick<ReadDayOptions, 'from' | 'limit' | 'order'>> & {
	day: string;
	matches: ((row: RawRow) => boolean) | null;
};

export async function readPage(file: FileHandle | null, wanted: Wanted): Promise<Page> {
	const rows: { raw: RawRow; position: number }[] = [];
	let total = 0;
	if (file) {
		for await (const lines of readLines(file)) {
			for (const raw of lines.flatMap(rowsOf)) {
				if (!wanted.matches || wanted.matches(raw)) rows.push({ raw, position: total });
				total++;
			}
		}
	}
	const ordered = wanted.order === 'asc' ? rows : rows.reverse();
	const page: Page = { day: wanted.day, total, entries: [], damaged: [] };
	if (wanted.matches) page.matched = rows.length;
	for (const { raw, position } of ordered.slice(wanted.from, wanted.from + wanted.limit)) {
		const { parsed } = raw;
		if ('object' in parsed) {
			page.entries.push({ position, ...toEntry(raw, parsed.object, PAGE_BOUNDS) });
		} else {
			page.damaged.push({ position, ...toDamaged(raw, parsed.damage) });
		}
	}
	return page;
}
