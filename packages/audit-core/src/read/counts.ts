import type { Counts } from '../audit-log.ts';
import { rowsOf } from '../format/row.ts';
import type { Home } from '../home.ts';
import { readLines } from './lines.ts';
import { statusOf } from './match.ts';

export function noCounts(): Counts {
	return { total: 0, ok: 0, error: 0, denied: 0, other: 0, damaged: 0 };
}

export async function countRows(home: Home, user: string, day: string): Promise<Counts> {
	const counts = noCounts();
	const file = await home.openDay(user, day);
	if (!file) return counts;
	try {
		for await (const lines of readLines(file)) {
			for (const row of lines.flatMap(rowsOf)) {
				counts.total++;
				counts[statusOf(row)]++;
			}
		}
		return counts;
	} finally {
		await file.close();
	}
}
