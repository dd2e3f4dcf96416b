/** Child: asks a log whose workers are there for what it does not know yet of a day. */
import { openAuditLog } from '@tool-audit/core';
import { DAY, RARE_WORD, TIME_ZONE, USER } from '../day/plan.ts';
import { answer } from '../harness/child.ts';

export interface WarmInput {
	home: string;
	ask: 'a rare word' | 'only `denied`' | 'the summary';
}

const NOWHERE = 'xylophonist';
const BUDGET_MS = 60_000;

await answer(async ({ home, ask }: WarmInput) => {
	const log = openAuditLog({ home, timeZone: TIME_ZONE });
	// An expression only runs in workers, a whole day starts all of them, and a search keeps nothing of it.
	await log.search(USER, { filter: { text: '.', regex: true }, limit: 1 });
	await log.search(USER, { filter: { text: NOWHERE }, budgetMs: BUDGET_MS });
	const start = performance.now();
	if (ask === 'the summary') await log.summary(USER, DAY);
	else {
		const filter = ask === 'a rare word' ? { text: RARE_WORD } : { status: ['denied' as const] };
		await log.readDay(USER, DAY, { limit: 200, filter });
	}
	const ms = performance.now() - start;
	await log.close();
	return ms;
});
