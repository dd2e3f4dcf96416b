import type { Recent } from '../../audit-log.ts';
import type { Zone } from '../../format/time.ts';
import type { Engine } from '../index/engine.ts';
import { listUsers } from '../io/listing.ts';
import { fieldsOf } from '../scan/row-fields.ts';
import {
	startProgress,
	newestFirst,
	toRecent,
	toRecentEntry,
	type FoundEntry,
	type RecentQuery,
} from './recent.ts';
import type { Unreadables } from '../io/unreadable.ts';

/**
 * Entries of each user that are sorted together, so that a clock that was set back a little does not break the
 * order.
 */
const LOOK_AHEAD_ENTRIES = 64;

interface Candidate extends FoundEntry {
	instant: number;
}

interface Stream {
	found: AsyncGenerator<FoundEntry>;
	/** Entries that were read from it and not yet returned. */
	ahead: Candidate[];
	/** Instant of the last entry read. An entry without a time is sorted like the one before it in this order. */
	lastInstant: number;
	isDone: boolean;
}

/** The entries of all users, newest instant first. */
export async function readRecentAllUsers(engine: Engine, query: RecentQuery): Promise<Recent> {
	const users = await listUsers(engine.home, query.signal);
	const progress = startProgress(query);
	const { unreadable } = progress;
	const streams = users.map((user): Stream => {
		const found = readable(newestFirst(engine, user, query, progress), user, unreadable);
		return { found, ahead: [], lastInstant: Infinity, isDone: false };
	});
	const entries: Recent['entries'] = [];
	try {
		await Promise.all(streams.map((stream) => lookAhead(stream, engine.zone)));
		while (entries.length < query.limit) {
			const stream = newestOf(streams);
			if (!stream) break;
			entries.push(toRecentEntry(takeNewest(stream.ahead)));
			await lookAhead(stream, engine.zone);
		}
	} finally {
		await Promise.all(streams.map(({ found }) => found.return(undefined)));
	}
	return toRecent(entries, progress);
}

/** The entries of a log. A log that can't be read at all is noted and has none. */
async function* readable(
	found: AsyncGenerator<FoundEntry>,
	user: string,
	unreadable: Unreadables,
): AsyncGenerator<FoundEntry> {
	try {
		yield* found;
	} catch (error) {
		unreadable.note(error, user, null);
	}
}

async function lookAhead(stream: Stream, zone: Zone): Promise<void> {
	while (!stream.isDone && stream.ahead.length < LOOK_AHEAD_ENTRIES) {
		const next = await stream.found.next();
		if (next.done) {
			stream.isDone = true;
		} else {
			stream.lastInstant = fieldsOf(next.value.row, zone).instant() ?? stream.lastInstant;
			stream.ahead.push({ ...next.value, instant: stream.lastInstant });
		}
	}
}

function newestOf(streams: Stream[]): Stream | null {
	let newest: Stream | null = null;
	for (const stream of streams) {
		const instant = newestInstant(stream.ahead);
		if (instant !== null && (!newest || instant > newestInstant(newest.ahead)!)) newest = stream;
	}
	return newest;
}

function newestInstant(ahead: Candidate[]): number | null {
	return ahead.length === 0 ? null : Math.max(...ahead.map(({ instant }) => instant));
}

function takeNewest(ahead: Candidate[]): Candidate {
	const instant = newestInstant(ahead);
	const [newest] = ahead.splice(
		ahead.findIndex((candidate) => candidate.instant === instant),
		1,
	);
	return newest!;
}
