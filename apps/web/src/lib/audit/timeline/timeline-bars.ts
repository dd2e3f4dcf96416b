import type { Counts, OutsideDay, RowStatus, Summary } from '@tool-audit/core';

/** The minimum width of a bar, so that it can be seen and hit. */
const BAR_PX_MIN = 6;
/** The minimum height of denied and failed calls, however few there are among a thousand others. */
const TROUBLE_PX_MIN = 3;
const MINUTE_S = 60;
const DAY_MINUTES = 24 * 60;
/** Possible distances of the marks of the axis, in minutes; longer ones are whole days. */
const TICK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360];
const TICK_PX_MIN = 70;

export interface Bar {
	/** Instants, in milliseconds. */
	from: number;
	to: number;
	counts: Counts;
	/** From the bottom up, in px. */
	parts: { status: RowStatus; y: number; height: number }[];
	x: number;
	width: number;
}

export interface Extent {
	from: number;
	to: number;
}

/** Denied and failed calls are on top, where they are visible. */
const ORDER: RowStatus[] = ['ok', 'other', 'damaged', 'error', 'denied'];

/** From the first bucket with calls to the end of the last one. */
export function extentOf({ buckets, bucketSeconds }: Summary): Extent | undefined {
	const [first, last] = [buckets[0], buckets.at(-1)];
	if (!first || !last) return undefined;
	return { from: Date.parse(first.start), to: Date.parse(last.start) + bucketSeconds * 1_000 };
}

export function barsOf(
	{ buckets, bucketSeconds }: Summary,
	{ from, to }: Extent,
	{ width, height }: { width: number; height: number },
): Bar[] {
	const slots = Math.ceil((to - from) / (bucketSeconds * 1_000));
	const merged = Math.max(1, Math.ceil((slots * BAR_PX_MIN) / width));
	const spanMs = bucketSeconds * 1_000 * merged;
	const bars = new Map<number, Counts>();
	for (const { start, counts } of buckets) {
		const slot = Math.floor((Date.parse(start) - from) / spanMs);
		const sum = bars.get(slot);
		bars.set(slot, sum ? add(sum, counts) : { ...counts });
	}
	const most = Math.max(1, ...[...bars.values()].map(({ total }) => total));
	const x = (instant: number) => ((instant - from) / (to - from)) * width;
	return [...bars].map(([slot, counts]) => {
		const start = from + slot * spanMs;
		const end = Math.min(start + spanMs, to);
		const gap = x(end) - x(start) > 3 ? 1 : 0;
		return {
			from: start,
			to: end,
			counts,
			parts: stack(counts, most, height),
			x: x(start),
			width: Math.max(1, x(end) - x(start) - gap),
		};
	});
}

function stack(counts: Counts, most: number, height: number): Bar['parts'] {
	const parts: Bar['parts'] = [];
	let top = height;
	for (const status of ORDER) {
		const count = counts[status];
		if (count === 0) continue;
		const least = status === 'ok' || status === 'other' ? 1 : TROUBLE_PX_MIN;
		const part = Math.min(top, Math.max(least, (count / most) * height));
		top -= part;
		parts.push({ status, y: top, height: part });
	}
	return parts;
}

function add(a: Counts, b: Counts): Counts {
	const sum = { ...a };
	for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += b[key];
	return sum;
}

/**
 * Marks of the axis at round times of a zone; `offsetMs` is what to add to UTC to get its clock. There are only as
 * many as fit, however long the time is.
 */
export function ticksOf({ from, to }: Extent, width: number, offsetMs: number): number[] {
	const fits = Math.max(1, Math.floor(width / TICK_PX_MIN));
	const minutes = (to - from) / 1_000 / MINUTE_S;
	const days = Math.ceil(minutes / fits / DAY_MINUTES);
	const step = TICK_STEPS.find((one) => minutes / one <= fits) ?? days * DAY_MINUTES;
	const stepMs = step * MINUTE_S * 1_000;
	const ticks: number[] = [];
	for (let at = Math.ceil((from + offsetMs) / stepMs) * stepMs - offsetMs; at < to; at += stepMs) {
		ticks.push(at);
	}
	return ticks;
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
	if (!first || !last) return beyondWords[0] ?? 'No entries.';
	const sum = bars.map(({ counts }) => counts).reduce(add);
	const busiest = bars.reduce((a, b) => (b.counts.total > a.counts.total ? b : a));
	const trouble = [
		sum.denied > 0 && `${sum.denied} denied`,
		sum.error > 0 && `${sum.error} failed`,
		sum.damaged > 0 && `${sum.damaged} damaged`,
	].filter(Boolean);
	return [
		`${sum.total} calls from ${timeOf(first.from)} to ${timeOf(last.to)}`,
		trouble.length > 0 ? trouble.join(', ') : 'none denied or failed',
		`most around ${timeOf(busiest.from)}: ${busiest.counts.total}`,
		...beyondWords,
	].join('; ');
}
