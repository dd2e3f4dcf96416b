/** Offsets of the rows that match a filter: found once for a day, so that any page of it can be read. */
import type { Filter } from '../../format/filter.ts';
import type { DayReader } from '../io/day-reader.ts';
import type { View } from './view.ts';
import type { Engine } from './engine.ts';
import { readRest } from './line-index.ts';
import { createMatcher } from '../scan/matcher.ts';
import { lineStartBefore } from '../io/rows.ts';
import type { FindJob } from '../scan/jobs.ts';
import { scanFile } from '../scan/scan-file.ts';
import { append, between, countOf, everyNth, halved, type Slices } from './slices.ts';

/** Beyond this number only every second offset is kept, and so on; the others are found again from there. */
const OFFSETS_KEPT_MAX = 2_000_000;
const OFFSET_BYTES = 8;

interface MatchOffsets {
	count: number;
	/** One offset is kept for every `stride` matches. */
	stride: number;
	offsets: Slices;
}

function matchesOf(filter: Filter, timeZone: string, keptMax: number): View<FindJob, MatchOffsets> {
	return {
		name: `matches ${timeZone} ${JSON.stringify(filter)}`,
		job: { kind: 'find', filter, timeZone },
		empty: { count: 0, stride: 1, offsets: [] },
		add: (matches, part) => thinned(withMore(matches, part.offsets), keptMax),
		bytesOf: ({ offsets }) => countOf(offsets) * OFFSET_BYTES,
		isKept: false,
	};
}

function withMore({ count, stride, offsets }: MatchOffsets, more: Float64Array): MatchOffsets {
	const kept = append(offsets, everyNth(more, stride, count));
	return { count: count + more.length, stride, offsets: kept };
}

function thinned({ count, stride, offsets }: MatchOffsets, keptMax: number): MatchOffsets {
	if (countOf(offsets) <= keptMax) return { count, stride, offsets };
	return { count, stride: stride * 2, offsets: halved(offsets) };
}

export interface MatchIndex {
	count: number;
	/** Offsets of the matches `[from, to)`, in file order. */
	offsets(from: number, to: number): Promise<number[]>;
}

export async function findMatches(
	{ zone, pool, views }: Engine,
	file: DayReader,
	filter: Filter,
	keptMax = OFFSETS_KEPT_MAX,
): Promise<MatchIndex> {
	const view = matchesOf(filter, zone.name, keptMax);
	const { value, covered } = await views.get(file, view);
	const behind = await readRest(file, covered);
	const rest = behind.filter(createMatcher(filter, zone)).map((row) => row.offset);

	async function coveredOffsets(from: number, to: number): Promise<number[]> {
		const { stride, offsets } = value;
		if (stride === 1) return between(offsets, from, to);
		const first = Math.floor(from / stride);
		const last = Math.ceil(to / stride);
		const kept = between(offsets, first, last + 1);
		const begin = kept[0]!;
		const range = {
			from: await lineStartBefore(file, begin),
			to: kept[last - first] ?? covered,
		};
		const found: number[] = [];
		for await (const { part } of scanFile(pool, file, view.job, range)) {
			for (const offset of part.offsets) if (offset >= begin) found.push(offset);
		}
		return found.slice(from - first * stride, to - first * stride);
	}

	return {
		count: value.count + rest.length,
		async offsets(from, to) {
			const whole = from < value.count ? await coveredOffsets(from, Math.min(to, value.count)) : [];
			const last = rest.slice(Math.max(0, from - value.count), Math.max(0, to - value.count));
			return [...whole, ...last];
		},
	};
}
