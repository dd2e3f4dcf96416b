/** What events have said about lines that were added to a day. */
export interface HeardLines {
	added: number;
	/** Those of them that were recorded later than they happened. */
	late: number;
	/** Lines may have been added that no event has counted. */
	isPartial: boolean;
}

export const NOTHING_HEARD: HeardLines = { added: 0, late: 0, isPartial: false };
/** After a time without a connection, or when the previous length of the day was unknown. */
export const UNCOUNTED: HeardLines = { added: 0, late: 0, isPartial: true };

export function both(before: HeardLines, now: HeardLines): HeardLines {
	return {
		added: before.added + now.added,
		late: before.late + now.late,
		isPartial: before.isPartial || now.isPartial,
	};
}

/**
 * How many of a number of calls are late, as far as the events tell; `undefined` if they don't. Under a filter, or
 * when some of the lines have been seen, the calls are only a part of the lines.
 */
export function lateOf({ added, late, isPartial }: HeardLines, calls: number): number | undefined {
	if (isPartial) return undefined;
	if (late === 0) return 0;
	if (late === added) return calls;
	// A read may be ahead of the events, but never behind them.
	return calls >= added ? late : undefined;
}
