/** Child: opens the log in a fresh process and times the first page of all users. */
import { openAuditLog } from '@tool-audit/core';
import { DAY, TIME_ZONE } from '../day/plan.ts';
import { answer } from '../harness/child.ts';

export interface AllUsersRead {
	ms: number;
	calls: number;
	complete: boolean;
}

await answer(async ({ home }: { home: string }): Promise<AllUsersRead> => {
	const log = openAuditLog({ home, timeZone: TIME_ZONE });
	const start = performance.now();
	const { entries, complete } = await log.recentAllUsers({ toDay: DAY });
	const ms = performance.now() - start;
	await log.close();
	return { ms, calls: entries.length, complete };
});
