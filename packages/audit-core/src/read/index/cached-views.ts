/**
 * Cached views of a day's file: its line index, its counts, the offsets of a filter's rows.
 *
 * Each is made of the file from its beginning in one pass, kept, extended when the file has grown, and thrown
 * away and made anew when there is any doubt that it is of this very file: another device, inode or birth
 * time, a file that is shorter, one that changed without growing, other bytes at its beginning or at the
 * end of what was covered. It is never the truth: deleting all of it costs time only.
 *
 * Whatever is made, the line index is made in the same pass when it is not there yet: who opens a day asks
 * for it, for the summary and perhaps for a filter at once.
 */
import { createHash } from 'node:crypto';
import type { DayReader } from '../io/day-reader.ts';
import type { DiskCache } from './disk-cache.ts';
import { lineIndex } from './line-index.ts';
import { createLruCache } from './lru-cache.ts';
import type { Job, Part } from '../scan/jobs.ts';
import type { ScanPool } from '../scan/pool.ts';
import { scanFile } from '../scan/scan-file.ts';
import { createSingleFlight } from './single-flight.ts';
import type { CachedView, View } from './view.ts';

const MEMORY_BYTES_MAX = 128 * 1024 * 1024;
const HASHED_BYTES = 4 * 1024;
/** A smaller file is read anew faster than its views are looked after. */
const KEPT_FROM_BYTES = 64 * 1024;
/** A growing day is not written anew at each look, but when it has grown by a tenth. */
const KEPT_AGAIN_GROWTH = 1.1;

export interface CachedViews {
	/**
	 * The value of the file as it is: taken from memory or disk, extended, or made. It is made once for all who ask, and
	 * no further when the signals of all their files are aborted.
	 */
	get<J extends Job, T>(file: DayReader, view: View<J, T>): Promise<CachedView<T>>;
	/** The value of the file, or of as much as the file had when it was made, if there is one. */
	peek<J extends Job, T>(file: DayReader, view: View<J, T>): Promise<CachedView<T> | null>;
}

export function createCachedViews(pool: ScanPool, disk: DiskCache): CachedViews {
	const kept = createLruCache<CachedView<unknown>>(MEMORY_BYTES_MAX);
	const flights = createSingleFlight();
	/** Passes that make a file's line index besides, by the task of the index that they stand in for. */
	const surveying = new Map<string, string>();

	async function peek<J extends Job, T>(file: DayReader, view: View<J, T>) {
		let cached = kept.get(keyOf(file, view)) as CachedView<T> | undefined;
		if (!cached && view.isKept && file.size >= KEPT_FROM_BYTES) {
			cached = asCachedView<T>(await disk.load(file.user, storedName(file, view)));
		}
		return cached && (await isOf(file, cached)) ? cached : null;
	}

	/** Takes up the value where it ends, to be added to and kept. */
	function begin<J extends Job, T>(
		file: DayReader,
		view: View<J, T>,
		before: CachedView<T> | null,
	) {
		let value = before?.value ?? view.empty;
		let covered = before?.covered ?? 0;
		let keptCovered = before?.keptCovered ?? 0;
		return {
			from: covered,
			add(part: Part<J>) {
				value = view.add(value, part);
				covered = Math.max(covered, part.end);
			},
			async keep(): Promise<CachedView<T>> {
				const keptFrom = Math.max(KEPT_FROM_BYTES, keptCovered * KEPT_AGAIN_GROWTH);
				const isToBeKept = view.isKept && covered >= keptFrom;
				if (isToBeKept) keptCovered = covered;
				const { identity, size, changed } = file;
				const hash = await hashOf(file, covered);
				const cached = { value, identity, size, changed, covered, hash, keptCovered };
				kept.set(keyOf(file, view), cached, view.bytesOf(value));
				if (isToBeKept) await disk.save(file.user, storedName(file, view), cached);
				return cached;
			},
		};
	}

	async function make<J extends Job, T>(file: DayReader, view: View<J, T>): Promise<CachedView<T>> {
		const before = await peek(file, view);
		if (before?.size === file.size) {
			kept.set(keyOf(file, view), before, view.bytesOf(before.value));
			return before;
		}
		const value = begin(file, view, before);
		const known = await peek(file, lineIndex);
		const indexTask = taskOf(file, lineIndex);
		const isFree = !surveying.has(indexTask) && !flights.isUnderWay(indexTask);
		const index =
			isFree && known?.size !== file.size && (known?.covered ?? 0) === value.from
				? begin(file, lineIndex, known)
				: null;
		if (index) surveying.set(indexTask, taskOf(file, view));
		const job = index ? { ...view.job, surveys: true } : view.job;
		try {
			for await (const { part } of scanFile(pool, file, job, { from: value.from })) {
				value.add(part);
				const { end, survey } = part;
				if (index && survey) index.add({ end, survey });
			}
			const [cached] = await Promise.all([value.keep(), index?.keep()]);
			return cached;
		} finally {
			if (index) surveying.delete(indexTask);
		}
	}

	return {
		peek,
		async get(file, view) {
			const { signal } = file;
			const task = taskOf(file, view);
			const pass = surveying.get(task);
			if (pass !== undefined) await flights.join(pass, signal);
			return flights.run(task, signal, async (stop) => {
				const release = file.hold();
				try {
					return await make(file.until(stop), view);
				} finally {
					await release();
				}
			});
		},
	};
}

async function isOf(file: DayReader, cached: CachedView<unknown>): Promise<boolean> {
	if (cached.identity !== file.identity || cached.size > file.size) return false;
	if (cached.size === file.size) return cached.changed === file.changed;
	return cached.hash === (await hashOf(file, cached.covered));
}

async function hashOf(file: DayReader, covered: number): Promise<string> {
	const length = Math.min(HASHED_BYTES, covered);
	const hash = createHash('sha256');
	hash.update(await file.read(0, length));
	hash.update(await file.read(covered - length, length));
	return hash.digest('base64');
}

/** What the disk cache gives was written by this very code: its checksum says so. */
function asCachedView<T>(stored: unknown): CachedView<T> | undefined {
	return (stored as CachedView<T> | null) ?? undefined;
}

function keyOf(file: DayReader, { name }: { name: string }): string {
	return `${file.user}/${file.day}/${name}`;
}

/** Names the making of a value of the file as it is. */
function taskOf(file: DayReader, view: { name: string }): string {
	return `${keyOf(file, view)} ${file.identity} ${file.size} ${file.changed}`;
}

function storedName(file: DayReader, { name }: { name: string }): string {
	return `${file.day}.${name}`;
}
