/**
 * Rows as they are appended: each complete line once, from a cursor on.
 *
 * The newest days are followed together, because around midnight writers use two files. All listeners of a user
 * share one watch of the folder and check it together, on average at most 25 times a second, and less often when they are
 * hundreds; what follows a cursor is read once for all listeners at this cursor. File events are only hints: a check every second finds what they
 * miss. A file that was truncated or replaced is announced, and read from its new beginning.
 *
 * A tail that begins in the past, at a cursor or an instant, first catches up: day by day, each to its end, without
 * waiting in between. From then on it follows the newest days.
 */
import type { TailEvent } from '../../audit-log.ts';
import type { Filter } from '../../format/filter.ts';
import type { Engine } from '../index/engine.ts';
import { firstDayOf } from '../scan/day-extent.ts';
import { createMatcher, type RowTest } from '../scan/matcher.ts';
import { createChange } from './change.ts';
import { FOLLOWED_DAYS_MAX, formatCursor, type DayCursor } from './cursor.ts';
import { endedBy } from './ended-by.ts';
import { endOfDay, startOf, type AppendedRows, type RowsEvent } from './read-appended.ts';
import { createSource, type Source } from './source.ts';

export interface TailQuery {
	after: DayCursor[] | null;
	/** Milliseconds since 1970; `null` for no bound. */
	sinceMs: number | null;
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
	{ after, sinceMs, signal, ...query }: TailQuery & { signal: AbortSignal },
): AsyncGenerator<TailEvent> {
	const filter = withSince(query.filter, sinceMs);
	const matches = filter ? createMatcher(filter, engine.zone) : null;
	const filterKey = JSON.stringify(filter);
	// Requested here, just before listening, because a source without listeners is discarded.
	const source = sourceOf(user);
	const change = createChange(source.watch, signal);
	/** Days that had nothing after their cursor at the last check. */
	const drained = new Set<string>();
	let isCatchingUp = true;
	try {
		let dayCursors = after ?? (await beginning(engine, user, source, sinceMs));
		yield { type: 'start', cursor: formatCursor(dayCursors), day: dayCursors.at(-1)?.day ?? null };
		while (!signal.aborted) {
			change.checking();
			let mayBeMore = false;
			const days = await source.days();
			dayCursors = withNewDays(dayCursors, days, drained);
			for (const [at, dayCursor] of dayCursors.entries()) {
				const appended = await source.readAppended(dayCursor);
				if (appended.kind === 'nothing') {
					drained.add(dayCursor.day);
					continue;
				}
				const isAtEnd = appended.kind === 'rows' && !appended.isFull;
				mayBeMore ||= !isAtEnd;
				if (isCatchingUp && isAtEnd) drained.add(dayCursor.day);
				else drained.delete(dayCursor.day);
				dayCursors = dayCursors.with(at, appended.dayCursor);
				const cursor = formatCursor(dayCursors);
				if (appended.kind === 'reset') {
					yield { type: 'reset', cursor, day: dayCursor.day, reason: appended.reason };
				} else {
					const key = `${cursor} ${filterKey}`;
					const event = appended.events.get(key) ?? rowsEvent(appended, cursor, matches);
					appended.events.set(key, event);
					// The files before an instant may be long, and a listener must not have to read them twice.
					const isProgress = isCatchingUp && sinceMs !== null;
					if (event.rows.length > 0 || isProgress) yield event;
				}
				if (signal.aborted) return;
				if (isCatchingUp && !isAtEnd) break;
			}
			if (mayBeMore) continue;
			isCatchingUp &&= (days.at(-1) ?? '') > (dayCursors.at(-1)?.day ?? '');
			if (!isCatchingUp) await change.next();
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

/** The filter with an earliest instant, if it has no later one itself. */
function withSince(filter: Filter | undefined, sinceMs: number | null): Filter | undefined {
	if (sinceMs === null) return filter;
	const own = filter?.since === undefined ? -Infinity : Date.parse(filter.since);
	return own >= sinceMs ? filter : { ...filter, since: new Date(sinceMs).toISOString() };
}

/** The end of the newest days, or the first day that an instant may lie on, whether it has a file or not. */
async function beginning(
	engine: Engine,
	user: string,
	source: Source,
	sinceMs: number | null,
): Promise<DayCursor[]> {
	return sinceMs === null ? newestEnds(engine, user, source) : [startOf(firstDayOf(sinceMs))];
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
