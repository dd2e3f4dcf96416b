import type { Counts, OutsideDay, RowStatus, Summary } from '@tool-audit/core';
import { formatCount, plural, STATUS_WORDS } from '../row-view.ts';

/** A bar's place, so that it can be seen and hit. */
const SLOT_PX_MIN = 8;
const BAR_PX_MAX = 14;
const GAP_PX = 3;
/** The least height of a status, however few its calls are among a thousand others. */
const PART_PX_MIN = 2;
const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;
/** Lengths of a bar, in seconds. */
const LENGTHS_S = [
	...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800],
	...[1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR_S),
];
/** Distances of the marks of the axis, in minutes; longer ones are whole days. */
const TICK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720];
const DAY_MINUTES = DAY_S / MINUTE_S;
const TICK_PX_MIN = 70;

export interface Extent {
	/** Instants, in milliseconds. */
	from: number;
	to: number;
}

export interface Bar extends Extent {
	counts: Counts;
	/** From the bottom up, in px. */
	parts: { status: RowStatus; y: number; height: number }[];
	x: number;
	width: number;
}

export interface Bars {
	bars: Bar[];
	/** What the filter leaves out: as high as all calls of its time. */
	ghosts: (Pick<Bar, 'from' | 'x' | 'width'> & { height: number })[];
	/** All calls, also those that the filter leaves out. */
	all: (Extent & { total: number })[];
	/** Calls of the highest bar, and of the highest ghost. */
	most: number;
	mostOfAll: number;
	/** The length of all bars. */
	seconds: number;
}

export type Buckets = Pick<Summary, 'buckets' | 'bucketSeconds'>;

/** Ghosts this much higher than the bars are still on one scale with them. */
const SCALE_SHARED_MAX = 2;
/** Where they are higher, the bars have this share of the height, and what is above it is on a scale of its own. */
const CUT_SHARE = 1 / SCALE_SHARED_MAX;

/** Denied and failed calls are on top, where they are visible. */
const ORDER: RowStatus[] = ['ok', 'other', 'damaged', 'denied', 'error'];

/** The span, extended to whole hours so that every call has its place: clocks of other zones reach beyond a day. */
export function extended({ from, to }: Extent, { buckets, bucketSeconds }: Buckets): Extent {
	const [first, last] = [buckets[0], buckets.at(-1)];
	if (!first || !last) return { from, to };
	const hourMs = HOUR_S * 1_000;
	const [start, end] = [Date.parse(first.start), Date.parse(last.start) + bucketSeconds * 1_000];
	return {
		from: start < from ? Math.floor(start / hourMs) * hourMs : from,
		to: end > to ? Math.ceil(end / hourMs) * hourMs : to,
	};
}

/** Bars of equal length, whose times are round ones of the span's beginning. */
export function barsOf(
	shown: Buckets,
	all: Buckets,
	{ from, to }: Extent,
	{ width, height }: { width: number; height: number },
): Bars {
	const spanS = (to - from) / 1_000;
	const least = Math.max(shown.bucketSeconds, all.bucketSeconds);
	const fits = (seconds: number) => (seconds / spanS) * width >= SLOT_PX_MIN;
	const seconds =
		LENGTHS_S.find((length) => length % least === 0 && fits(length)) ??
		Math.ceil((SLOT_PX_MIN * spanS) / width / Math.max(least, DAY_S)) * Math.max(least, DAY_S);
	const [counts, allCounts] = [shown, all].map((each) => slotsOf(each, from, seconds)) as [
		Map<number, Counts>,
		Map<number, Counts>,
	];
	const most = Math.max(0, ...[...counts.values()].map(({ total }) => total));
	const mostOfAll = Math.max(most, ...[...allCounts.values()].map(({ total }) => total));
	const cutPx = most > 0 && mostOfAll > most * SCALE_SHARED_MAX ? height * CUT_SHARE : undefined;
	const heightOf = (total: number) => {
		if (cutPx === undefined) return (total / mostOfAll) * height;
		if (total <= most) return (total / most) * cutPx;
		return cutPx + ((total - most) / (mostOfAll - most)) * (height - cutPx);
	};
	const x = (instant: number) => ((instant - from) / (to - from)) * width;
	const placeOf = (slot: number) => {
		const start = from + slot * seconds * 1_000;
		const end = start + seconds * 1_000;
		const room = x(end) - x(start);
		return { from: start, to: end, x: x(start), width: Math.min(BAR_PX_MAX, room - GAP_PX) };
	};
	return {
		bars: [...counts].map(([slot, counts]) => ({
			...placeOf(slot),
			counts,
			parts: stack(counts, heightOf, height),
		})),
		ghosts: [...allCounts].flatMap(([slot, { total }]) =>
			(counts.get(slot)?.total ?? 0) < total
				? [{ ...placeOf(slot), height: Math.max(PART_PX_MIN, heightOf(total)) }]
				: [],
		),
		all: [...allCounts].map(([slot, { total }]) => ({ ...placeOf(slot), total })),
		most,
		mostOfAll,
		seconds,
	};
}

function slotsOf(
	{ buckets, bucketSeconds }: Buckets,
	from: number,
	seconds: number,
): Map<number, Counts> {
	const slots = new Map<number, Counts>();
	// A day may begin an hour earlier on the axis than the one before: the clocks were changed.
	const leewayMs = bucketSeconds >= DAY_S ? 2 * HOUR_S * 1_000 : 0;
	for (const { start, counts } of buckets) {
		const slot = Math.floor((Date.parse(start) + leewayMs - from) / (seconds * 1_000));
		const sum = slots.get(slot);
		slots.set(slot, sum ? add(sum, counts) : counts);
	}
	return slots;
}

/** The largest part gives way to the least heights of the others. */
function stack(counts: Counts, heightOf: (total: number) => number, height: number): Bar['parts'] {
	const parts = ORDER.filter((status) => counts[status] > 0).map((status) => ({
		status,
		height: Math.max(PART_PX_MIN, heightOf(counts[status])),
	}));
	const over = parts.reduce((sum, part) => sum + part.height, 0) - height;
	if (over > 0) parts.reduce((a, b) => (b.height > a.height ? b : a)).height -= over;
	let top = height;
	return parts.map(({ status, height }) => ({ status, height, y: (top -= height) }));
}

function add(a: Counts, b: Counts): Counts {
	const sum = { ...a };
	for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += b[key];
	return sum;
}

const NOTHING: Counts = { total: 0, ok: 0, error: 0, denied: 0, other: 0, damaged: 0 };

/** What the bars that lie in a span count together, and how many calls there are with those that are left out. */
export function countsWithin({ bars, all }: Pick<Bars, 'bars' | 'all'>, { from, to }: Extent) {
	const isWithin = (bar: Extent) => bar.from < to && bar.to > from;
	const counts = bars.filter(isWithin).map(({ counts }) => counts);
	const total = all.filter(isWithin).reduce((sum, { total }) => sum + total, 0);
	return { counts: counts.reduce(add, NOTHING), total };
}

/** `2 of 38 calls`, `38 calls`, `No calls` */
export function callsInWords(shown: number, all: number): string {
	if (all === 0 && shown === 0) return 'No calls';
	return shown < all ? `${formatCount(shown)} of ${plural(all, 'call')}` : plural(shown, 'call');
}

/** `2 errors`, `1 denied` */
export function statusInWords(status: RowStatus, count: number): string {
	return status === 'error'
		? plural(count, 'error')
		: `${formatCount(count)} ${STATUS_WORDS[status]}`;
}

/**
 * Marks of the axis at round times of a zone; `offsetAt` says what to add to UTC to get its clock. There are only as
 * many as fit, however long the time is. Where the clocks were set back, a time that occurs twice has one mark; where
 * they were set forward, one that is skipped has none.
 */
export function ticksOf(
	{ from, to }: Extent,
	width: number,
	offsetAt: (instant: number) => number,
): number[] {
	const fits = Math.max(1, Math.floor(width / TICK_PX_MIN));
	const minutes = (to - from) / 1_000 / MINUTE_S;
	const days = Math.ceil(minutes / fits / DAY_MINUTES);
	const step = TICK_STEPS.find((one) => minutes / one <= fits) ?? days * DAY_MINUTES;
	const stepMs = step * MINUTE_S * 1_000;
	const ticks: number[] = [];
	const first = Math.ceil((from + offsetAt(from)) / stepMs) * stepMs;
	let offset = offsetAt(from);
	for (let wall = first; wall - offset <= to; wall += stepMs) {
		offset = offsetAt(wall - offset);
		const at = wall - offset;
		const isTime = at + offsetAt(at) === wall;
		if (isTime && at <= to && at > (ticks.at(-1) ?? -Infinity)) ticks.push(at);
	}
	return ticks;
}

/** `15 min`, `1 h`, `2 days`; calls of centuries have bars of about so many days. */
export function lengthInWords(seconds: number): string {
	if (seconds < MINUTE_S) return `${seconds} s`;
	if (seconds < HOUR_S) return `${seconds / MINUTE_S} min`;
	if (seconds === DAY_S) return 'day';
	if (seconds < 2 * DAY_S) return `${Math.round(seconds / HOUR_S)} h`;
	return plural(Math.round(seconds / DAY_S), 'day');
}

/** A description of the timeline, for screen readers. */
export function timelineInWords(
	bars: Bar[],
	timeOf: (instant: number) => string,
	outside?: OutsideDay,
): string {
	const [first, last] = [bars[0], bars.at(-1)];
	const beyond = (outside?.before.total ?? 0) + (outside?.after.total ?? 0);
	const beyondWords = beyond > 0 ? [`${beyond} at times that are not of this day`] : [];
	if (!first || !last) return beyondWords[0] ?? 'No calls.';
	const sum = bars.map(({ counts }) => counts).reduce(add);
	const busiest = bars.reduce((a, b) => (b.counts.total > a.counts.total ? b : a));
	const trouble = [
		sum.denied > 0 && `${formatCount(sum.denied)} denied`,
		sum.error > 0 && `${formatCount(sum.error)} failed`,
		sum.damaged > 0 && `${formatCount(sum.damaged)} damaged`,
	].filter(Boolean);
	return [
		`${plural(sum.total, 'call')} from ${timeOf(first.from)} to ${timeOf(last.to)}`,
		trouble.length > 0 ? trouble.join(', ') : 'none denied or failed',
		`most around ${timeOf(busiest.from)}: ${formatCount(busiest.counts.total)}`,
		...beyondWords,
	].join('; ');
}
