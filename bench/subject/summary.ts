/** Child: opens the log in a fresh process and times the day's summary. */
import { openAuditLog } from '@tool-audit/core';
import { DAY, TIME_ZONE, USER } from '../day/plan.ts';
import { answer } from '../harness/child.ts';
import type { TimedSummary } from './read.ts';

await answer(async ({ home, data, times }: { home: string; data: string; times: number }) => {
	const log = openAuditLog({ home, data, timeZone: TIME_ZONE });
	const timed: TimedSummary[] = [];
	for (let time = 0; time < times; time++) {
		const start = performance.now();
		const summary = await log.summary(USER, DAY);
		timed.push({ ms: performance.now() - start, summary });
	}
	await log.close();
	return timed;
});
