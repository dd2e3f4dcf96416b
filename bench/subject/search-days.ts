/** Child: searches all days of a log for a word that is nowhere. */
import { openAuditLog } from '@tool-audit/core';
import { TIME_ZONE, USER } from '../day/plan.ts';
import { answer } from '../harness/child.ts';

export interface SearchDaysInput {
	home: string;
	words: string[];
}

export interface SearchedDays {
	days: number;
	entries: number;
	/** Of each word. */
	ms: number[];
}

const BUDGET_MS = 60_000;

await answer(async ({ home, words }: SearchDaysInput): Promise<SearchedDays> => {
	const log = openAuditLog({ home, timeZone: TIME_ZONE });
	// An expression only runs in workers: now they have started.
	await log.search(USER, { filter: { text: '.', regex: true }, limit: 1 });
	const ms: number[] = [];
	const searched = { days: 0, entries: 0 };
	for (const text of words) {
		const start = performance.now();
		const page = await log.search(USER, { filter: { text }, budgetMs: BUDGET_MS });
		ms.push(performance.now() - start);
		searched.days += page.looked.days;
		searched.entries += page.entries.length;
	}
	await log.close();
	return { ...searched, ms };
});
