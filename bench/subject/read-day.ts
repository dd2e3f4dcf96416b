/** Child: opens the log in a fresh process and times page after page, cold code included. */
import { openAuditLog, type Filter } from '@tool-audit/core';
import { DAY, TIME_ZONE, USER } from '../day/plan.ts';
import { answer } from '../harness/child.ts';

export interface PageCall {
	from?: number;
	limit?: number;
	order?: 'asc' | 'desc';
	filter?: Filter;
	/** Repeat the request until the day's index is built and `total` is not an estimate. */
	untilExact?: boolean;
}

export interface TimedPage {
	ms: number;
	rows: number;
	first: number | undefined;
	total: number;
	matched: number | undefined;
}

interface Input {
	home: string;
	data: string;
	calls: PageCall[];
}

await answer(async ({ home, data, calls }: Input) => {
	const log = openAuditLog({ home, data, timeZone: TIME_ZONE });
	const pages: TimedPage[] = [];
	for (const { untilExact = false, ...options } of calls) {
		const start = performance.now();
		let page = await log.readDay(USER, DAY, options);
		while (untilExact && page.estimated) page = await log.readDay(USER, DAY, options);
		pages.push({
			ms: performance.now() - start,
			rows: page.entries.length,
			first: page.entries[0]?.position,
			total: page.total,
			matched: page.matched,
		});
	}
	await log.close();
	return pages;
});
