/**
 * Rows as they are appended: each complete line once, from a cursor on.
 *
 * The newest days are followed together, because around midnight writers use two files. All listeners of a user
 * share one watch of the folder and check it together, at most twenty times a second; what follows a cursor is
 * read once for all listeners at this cursor. File events are only hints: a check every second finds what they
 * miss. A file that was truncated or replaced is announced, and read from its new beginning.
 */
import type { TailEvent } from '../../audit-log.ts';
import type { Filter } from '../../format/filter.ts';
import type { Engine } from '../index/engine.ts';
import { createMatcher, type RowTest } from '../scan/matcher.ts';
import { createChange } from './change.ts';
import { FOLLOWED_DAYS_MAX, formatCursor, type DayCursor } from './cursor.ts';
import { endedBy } from './ended-by.ts';
import { endOfDay, startOf, type AppendedRows, type RowsEvent } from './read-appended.ts';
import { createSource, type Source } from './source.ts';

export interface TailQuery {
	after: DayCursor[] | null;
	filter: Filter | undefined;
	signal: AbortSignal | undefined;
}

export interface Tails {
	(user: string, query: TailQuery): AsyncIterable<TailEvent>;
	/** Ends all tails. */
	close(): void;
}

export function createTails(engine: Engine): Tails {
	const sources = new Map<string, Source>();
	const closing = new AbortController();

	function sourceOf(user: string): Source {
		const known = sources.get(user);
		if (known) return known;
		const source = createSource(engine, user, () => sources.delete(user));
		sources.set(user, source);
		return source;
	}

	function tail(user: string, query: TailQuery): AsyncIterable<TailEvent> {
		const left = new AbortController();
		const signals = [left.signal, closing.signal, ...(query.signal ? [query.signal] : [])];
		const signal = AbortSignal.any(signals);
		return endedBy(left, follow(engine, user, sourceOf, { ...query, signal }));
	}

	return Object.assign(tail, { close: () => closing.abort() });
}

async function* follow(
	engine: Engine,
	user: string,
	sourceOf: (user: string) => Source,
	{ after, filter, signal }: TailQuery & { signal: AbortSignal },
): AsyncGenerator<TailEvent> {
	const matches = filter ? createMatcher(filter, engine.zone) : null;
	const filterKey = JSON.stringify(filter);
	// Requested here, just before listening, because a source without listeners is discarded.
	const source = sourceOf(user);
	const change = createChange(source.watch, signal);
	/** Days that had nothing after their cursor at the last check. */
	const drained = new Set<string>();
	try {
		let dayCursors = after ?? (await newestEnds(engine, user, source));
		yield { type: 'start', cursor: formatCursor(dayCursors), day: dayCursors.at(-1)?.day ?? null };
		while (!signal.aborted) {
			change.checking();
			let mayBeMore = false;
			dayCursors = withNewDays(dayCursors, await source.days(), drained);
			for (const [at, dayCursor] of dayCursors.entries()) {
				const appended = await source.readAppended(dayCursor);
				if (appended.kind === 'nothing') {
					drained.add(dayCursor.day);
					continue;
				}
				drained.delete(dayCursor.day);
				mayBeMore ||= appended.kind === 'reset' || appended.isFull;
				dayCursors = dayCursors.with(at, appended.dayCursor);
				const cursor = formatCursor(dayCursors);
				if (appended.kind === 'reset') {
					yield { type: 'reset', cursor, day: dayCursor.day, reason: appended.reason };
					continue;
				}
				const key = `${cursor} ${filterKey}`;
				const event = appended.events.get(key) ?? rowsEvent(appended, cursor, matches);
				appended.events.set(key, event);
				if (event.rows.length > 0) yield event;
				if (signal.aborted) return;
			}
			if (!mayBeMore) await change.next();
		}
	} catch (error) {
		// Reads for a listener that has left are aborted.
		if (!signal.aborted) throw error;
	} finally {
		change.stop();
	}
}

function rowsEvent(
	{ rows, dayCursor }: AppendedRows,
	cursor: string,
	matches: RowTest | null,
): RowsEvent {
	const wanted = matches ? rows.filter(({ raw }) => matches(raw)) : rows;
	return { type: 'rows', cursor, day: dayCursor.day, rows: wanted.map(({ row }) => row) };
}

async function newestEnds(engine: Engine, user: string, source: Source): Promise<DayCursor[]> {
	const days = (await source.days()).slice(1 - FOLLOWED_DAYS_MAX);
	return Promise.all(days.map((day) => endOfDay(engine, user, day)));
}

/** Adds new days, oldest first. The oldest followed day is dropped once all of it is delivered. */
function withNewDays(dayCursors: DayCursor[], days: string[], drained: Set<string>): DayCursor[] {
	const oldest = dayCursors[0]?.day ?? '';
	const followed = new Set(dayCursors.map(({ day }) => day));
	const next = [...dayCursors];
	for (const day of days) {
		if (day <= oldest || followed.has(day)) continue;
		if (next.length === FOLLOWED_DAYS_MAX) {
			if (!drained.has(next[0]!.day)) break;
			next.shift();
		}
		next.push(startOf(day));
	}
	return next.sort((one, other) => (one.day < other.day ? -1 : 1));
}
