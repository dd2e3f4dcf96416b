/** Reads a day in every way that uses threads, and prints the results. Arguments: home, user, day. */
import { openAuditLog } from '../src/index.ts';

async function main(): Promise<void> {
	const [home, user, day] = process.argv.slice(2) as [string, string, string];
	const log = openAuditLog({ home });
	const filter = { text: '.', regex: true };
	const { total, matched } = await log.readDay(user, day, { filter });
	let found = 0;
	let cursor: string | null = null;
	do {
		// A slow machine may need more than one answer: each ends when its time runs out.
		const part = await log.search(user, {
			filter,
			limit: 1_000 - found,
			...(cursor && { cursor }),
		});
		found += part.entries.length;
		cursor = part.cursor;
	} while (cursor && found < 1_000);
	const { counts } = await log.summary(user, day);
	console.log(JSON.stringify({ total, matched, found, counted: counts.total }));
	await log.close();
}

// Bundled as CommonJS it may not await.
void main();
