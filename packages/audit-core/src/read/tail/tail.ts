/**
 * Entries as they are appended: each whole line once, from a cursor on.
 *
 * The newest days are followed together, because around midnight writers are at two files. However many
 * listen, a user's folder has one watch, and what is read behind a place is read once for all who stand
 * there. File events are hints; a look once a second is the truth. A file that was cut short or replaced is
 * announced, and read from its new beginning.
 */
import type { TailEvent } from '../../audit-log.ts';
import type { Filter } from '../../format/filter.ts';
import type { Engine } from '../engine.ts';
import { createMatcher } from '../match.ts';
import { createChange } from './change.ts';
import { FOLLOWED_DAYS_MAX, formatCursor, type Place } from './place.ts';
import { endOfDay } from './read-appended.ts';
import { createSource, type Source } from './source.ts';

export interface TailQuery {
	after: Place[] | null;
	filter: Filter | undefined;
	signal: AbortSignal | undefined;
}

export interface Tails {
	(user: string, query: TailQuery): AsyncIterable<TailEvent>;
	/** Ends them all. */
	close(): void;
}

export function createTails(engine: Engine): Tails {
	const sources = new Map<string, Source>();
	const closing = new AbortController();

	function tail(user: string, query: TailQuery): AsyncIterable<TailEvent> {
		let source = sources.get(user);
		if (!source) sources.set(user, (source = createSource(engine, user)));
		const left = new AbortController();
		const signals = [left.signal, closing.signal, ...(query.signal ? [query.signal] : [])];
		const signal = AbortSignal.any(signals);
		return endedBy(left, follow(engine, user, source, { ...query, signal }));
	}

	return Object.assign(tail, { close: () => closing.abort() });
}

/** A generator that sleeps hears of `return` only when it wakes, so leaving the loop wakes it. */
function endedBy<T>(left: AbortController, events: AsyncGenerator<T>): AsyncIterable<T> {
	return {
		[Symbol.asyncIterator]: () => ({
			next: () => events.next(),
			return() {
				left.abort();
				return events.return(undefined);
			},
		}),
	};
}

async function* follow(
	engine: Engine,
	user: string,
	source: Source,
	{ after, filter, signal }: TailQuery & { signal: AbortSignal },
): AsyncGenerator<TailEvent> {
	const matches = filter ? createMatcher(filter, engine.zone) : () => true;
	const change = createChange(source.watch, signal);
	/** Days with nothing behind their place when it was last looked at. */
	const drained = new Set<string>();
	try {
		let places = after ?? (await newestEnds(engine, user, source));
		yield { type: 'start', cursor: formatCursor(places), day: places.at(-1)?.day ?? null };
		while (!signal.aborted) {
			change.looking();
			let mayBeMore = false;
			places = withNewDays(places, await source.days(), drained);
			for (const [at, place] of places.entries()) {
				const appended = await source.readAppended(place);
				if (appended.kind === 'nothing') {
					drained.add(place.day);
					continue;
				}
				drained.delete(place.day);
				mayBeMore ||= appended.kind === 'reset' || appended.isFull;
				places = places.with(at, appended.place);
				const event = { cursor: formatCursor(places), day: place.day };
				if (appended.kind === 'reset') {
					yield { type: 'reset', ...event, reason: appended.reason };
					continue;
				}
				const rows = appended.rows.filter(({ raw }) => matches(raw)).map(({ row }) => row);
				if (rows.length > 0) yield { type: 'rows', ...event, rows };
				if (signal.aborted) return;
			}
			if (!mayBeMore) await change.next();
		}
	} finally {
		change.stop();
	}
}

async function newestEnds(engine: Engine, user: string, source: Source): Promise<Place[]> {
	const days = (await source.days()).slice(1 - FOLLOWED_DAYS_MAX);
	return Promise.all(days.map((day) => endOfDay(engine, user, day)));
}

/** Days that have come since, oldest first; the oldest followed one makes room once all of it is delivered. */
function withNewDays(places: Place[], days: string[], drained: Set<string>): Place[] {
	const oldest = places[0]?.day ?? '';
	const followed = new Set(places.map(({ day }) => day));
	const next = [...places];
	for (const day of days) {
		if (day <= oldest || followed.has(day)) continue;
		if (next.length === FOLLOWED_DAYS_MAX) {
			if (!drained.has(next[0]!.day)) break;
			next.shift();
		}
		next.push({ day, offset: 0, file: 0, before: 0 });
	}
	return next.sort((one, other) => (one.day < other.day ? -1 : 1));
}
