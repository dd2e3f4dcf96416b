/** Asks all questions that scan a day, and prints each answer's size. Arguments: home, user, day, the worker's program or ''. */
import { openAuditLog, type Filter } from '../src/index.ts';

const FILTERS: Filter[] = [
	...([{ status: ['denied'] }, { status: ['other'] }, { excludeStatus: ['ok'] }] as const),
	...[{ text: 'x' }, { text: 'nowhere' }, { text: '温' }, { excludeText: 'x' }],
	...[{ tool: ['t'] }, { session: ['s'] }, { deniedBy: ['rule'] }, { minDurationMs: 1 }],
	...[{ since: '2026-11-22T07:00:30Z' }, { until: '2026-11-22T07:00:30Z' }],
];

async function main(): Promise<void> {
	const [home, user, day, scanWorker] = process.argv.slice(2) as [string, string, string, string];
	const log = openAuditLog({ home, timeZone: 'UTC', ...(scanWorker !== '' && { scanWorker }) });
	const tell = (question: string, answer: number) => console.log(`${question}: ${answer}`);
	tell('summary', (await log.summary(user, day)).counts.total);
	tell('denied', (await log.summary(user, day, { filter: FILTERS[0]! })).counts.total);
	tell('calls', [...(await log.calls(user, day))].length);
	for (const filter of FILTERS) {
		const name = JSON.stringify(filter);
		tell(name, (await log.readDay(user, day, { filter, limit: 10 })).matched!);
		const { entries } = await log.search(user, { filter, limit: 10, budgetMs: 60_000 });
		tell(`${name}, search`, entries.length);
	}
	await log.close();
}

// Bundled as CommonJS it may not await.
void main();
