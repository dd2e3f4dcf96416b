import type { FileHandle } from 'node:fs/promises';
import type { EntryContent, JsonObject } from '../format/entry.ts';
import { rowsOf, toEntry, type RawRow } from '../format/row.ts';
import { PAGE_BOUNDS } from '../format/shorten.ts';
import type { Zone } from '../format/time.ts';
import { addDays } from '../format/day.ts';
import type { Home } from '../home.ts';
import { readLinesBackwards } from './backwards.ts';
import { instantOf } from './match.ts';

export type RecentEntry = EntryContent & { user: string; day: string };

export interface RecentQuery {
	today: string;
	days: number;
	limit: number;
	matches: (row: RawRow) => boolean;
}

interface Found {
	raw: RawRow;
	object: JsonObject;
	user: string;
	day: string;
}

/** The entries of one user from today backwards, each day in reverse file order. */
async function* newestFirst(
	home: Home,
	user: string,
	{ today, days, matches }: RecentQuery,
): AsyncGenerator<Found> {
	const oldest = addDays(today, 1 - days);
	for (const { day } of await home.listDays(user)) {
		if (day > today || day < oldest) continue;
		const file = await home.openDay(user, day);
		if (!file) continue;
		try {
			for await (const raw of rowsBackwards(file)) {
				const { parsed } = raw;
				if ('object' in parsed && matches(raw)) yield { raw, object: parsed.object, user, day };
			}
		} finally {
			await file.close();
		}
	}
}

async function* rowsBackwards(file: FileHandle): AsyncGenerator<RawRow> {
	const { size } = await file.stat();
	for await (const lines of readLinesBackwards(file, size)) {
		for (const line of lines) yield* rowsOf(line).reverse();
	}
}

export async function readRecent(
	home: Home,
	user: string,
	query: RecentQuery,
): Promise<RecentEntry[]> {
	const entries: RecentEntry[] = [];
	for await (const found of newestFirst(home, user, query)) {
		entries.push(toRecent(found));
		if (entries.length === query.limit) break;
	}
	return entries;
}

function toRecent({ raw, object, user, day }: Found): RecentEntry {
	return { user, day, ...toEntry(raw, object, PAGE_BOUNDS) };
}

/** So many entries of each user are looked at together, so that a clock that stepped back puts none out of order. */
const LOOK_AHEAD_ENTRIES = 64;

type Candidate = Found & { instant: number };

/** Over all users, newest instant first. An entry without a time stands where the one written after it does. */
export async function readRecentAllUsers(
	home: Home,
	query: RecentQuery,
	zone: Zone,
): Promise<RecentEntry[]> {
	const users = await home.listUsers();
	const streams = users.map((user) => ({
		user,
		rows: newestFirst(home, user, query),
		ahead: [] as Candidate[],
		newest: Infinity,
		done: false,
	}));
	const entries: Candidate[] = [];
	try {
		while (entries.length < query.limit) {
			for (const stream of streams) {
				while (!stream.done && stream.ahead.length < LOOK_AHEAD_ENTRIES) {
					const next = await stream.rows.next();
					if (next.done) stream.done = true;
					else {
						stream.newest = instantOf(next.value.object, zone) ?? stream.newest;
						stream.ahead.push({ ...next.value, instant: stream.newest });
					}
				}
			}
			const next = newestOf(streams.flatMap((stream) => stream.ahead));
			if (!next) break;
			const { ahead } = streams.find((stream) => stream.user === next.user)!;
			ahead.splice(ahead.indexOf(next), 1);
			entries.push(next);
		}
	} finally {
		await Promise.all(streams.map((stream) => stream.rows.return(undefined)));
	}
	return entries.map(toRecent);
}

function newestOf(candidates: Candidate[]): Candidate | undefined {
	let newest = candidates[0];
	for (const candidate of candidates) if (candidate.instant > newest!.instant) newest = candidate;
	return newest;
}
