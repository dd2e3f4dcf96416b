/** Reads over all users in a process of its own, which may have few files open. */
import { openAuditLog } from '../src/index.ts';

const log = openAuditLog({ home: process.argv[2]!, timeZone: 'UTC' });
const options = { days: 36_500, toDay: '2026-11-23', budgetMs: 60_000 };
const [recent, filtered, summary] = await Promise.all([
	log.recentAllUsers(options),
	log.recentAllUsers({ ...options, filter: { status: ['ok'] } }),
	log.summaryAllUsers({ budgetMs: 60_000 }),
]);
console.log(
	JSON.stringify({
		recent: recent.entries.length,
		filtered: filtered.entries.length,
		total: summary.counts.total,
		unreadable: [recent, filtered, summary].flatMap(({ unreadable }) => unreadable).length,
		complete: recent.complete && filtered.complete && summary.complete,
		first: recent.entries[0]!.user,
	}),
);
await log.close();
