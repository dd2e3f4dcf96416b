/** A file that is truncated while it is read: every read ends, and the next one reads what is left. */
import { truncate } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { isAuditError, type AuditLog } from '../src/index.ts';
import { createLog } from '../src/create-log.ts';
import { openHome, type Home } from '../src/home.ts';
import { createLocalPool } from '../src/read/scan/pool.ts';
import { DAY, NOON, numbered, openTestLog, USER } from './read-fixture.ts';

const LINES = 4_000;
const WHOLE = numbered(LINES);
const REF = `${DAY}:0`;

async function rowsOf(log: AuditLog): Promise<void> {
	for await (const rows of log.rows(USER, DAY)) for (const row of rows) row.read();
}

const READS: Record<string, (log: AuditLog) => Promise<unknown>> = {
	'the first page': (log) => log.readDay(USER, DAY),
	'a page from the middle': (log) => log.readDay(USER, DAY, { from: LINES / 2 }),
	'a page as JSON': (log) => log.readDayJson(USER, DAY, { from: LINES / 2 }),
	'a page from the end': (log) => log.readDay(USER, DAY, { order: 'desc' }),
	'a filtered page': (log) => log.readDay(USER, DAY, { filter: { text: 'files' } }),
	'a filtered page from the end': (log) =>
		log.readDay(USER, DAY, { filter: { status: ['ok'] }, order: 'desc' }),
	'a filter without a match': (log) => log.readDay(USER, DAY, { filter: { text: 'nowhere' } }),
	summary: (log) => log.summary(USER, DAY),
	recent: (log) => log.recent(USER),
	search: (log) => log.search(USER, { filter: { text: 'files' } }),
	'an entry': (log) => log.entry(USER, DAY, REF),
	calls: (log) => log.calls(USER, DAY),
	rows: rowsOf,
	secrets: (log) => log.countSecrets(USER, DAY),
	days: (log) => log.listDays(USER),
};

/** A log whose day is truncated to so many bytes before one of its reads. */
async function openTruncated(bytes: number, atRead: number) {
	const { home, pathOf, write } = await openTestLog();
	await write(WHOLE);
	const real = openHome(home);
	let reads = 0;
	const truncating: Home = {
		...real,
		async openDay(user, day) {
			const handle = await real.openDay(user, day);
			if (!handle) return handle;
			if (atRead === 0) await truncate(pathOf(), bytes);
			return {
				...handle,
				async read(into, offset) {
					if (++reads === atRead) await truncate(pathOf(), bytes);
					return handle.read(into, offset);
				},
			};
		},
	};
	const log = createLog({
		...{ home: truncating, pool: createLocalPool() },
		...{ timeZone: 'UTC', now: () => NOON, log: () => undefined },
	});
	onTestFinished(() => log.close());
	return { log, pathOf };
}

test.each(Object.entries(READS))('%s of a file that is truncated', async (_, read) => {
	for (const bytes of [0, 50, WHOLE.length / 2]) {
		for (const atRead of [0, 1, 2, 3]) {
			const { log, pathOf } = await openTruncated(bytes, atRead);
			await read(log).catch((error: unknown) => {
				if (!isAuditError(error)) throw error;
			});
			// It may have read less often.
			await truncate(pathOf(), bytes);
			const { counts } = await log.summary(USER, DAY);
			expect(counts.total).toBe(WHOLE.slice(0, bytes).split('\n').filter(Boolean).length);
		}
	}
});
