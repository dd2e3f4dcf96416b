/**
 * Cached views of a day's file: its line index, its counts, the offsets of a filter's rows.
 *
 * A view is built in one pass over the file, kept, and extended when the file has grown. It is discarded and
 * rebuilt when the file may be a different one: another device, inode or birth time, a smaller size, a change
 * without growth, different bytes at the beginning or at the end of the covered part. Cached views can be deleted
 * at any time: that only costs time.
 *
 * Every pass also builds the line index if it is missing, because opening a day requests the index, the summary
 * and possibly a filter at the same time.
 */
import { loadCrypto } from '@tool-audit/safe-files';
import type { DayReader } from '../io/day-reader.ts';
import type { DiskCache } from './disk-cache.ts';
import { knownLines, lineIndex } from './line-index.ts';
import { createLruCache } from './lru-cache.ts';
import type { Job, Part } from '../scan/jobs.ts';
import type { ScanPool } from '../scan/pool.ts';
import { scanFile } from '../scan/scan-file.ts';
import type { KnownLines } from '../scan/walk-lines.ts';
import { createSingleFlight } from './single-flight.ts';
import type { CachedView, View } from './view.ts';

const MEMORY_BYTES_MAX = 128 * 1024 * 1024;
const HASHED_BYTES = 4 * 1024;
/** A smaller file is read again faster than its views are loaded. */
const KEPT_FROM_BYTES = 64 * 1024;
/** The views of a growing day are only stored again when it has grown by a tenth. */
const KEPT_AGAIN_GROWTH = 1.1;

export interface CachedViews {
	/**
	 * The view of the current file: from memory or disk, extended, or built. All concurrent requests share one pass,
	 * which stops when the signals of all their files are aborted.
	 */
	get<J extends Job, T>(file: DayReader, view: View<J, T>): Promise<CachedView<T>>;
	/** The view of the current file, or of an earlier part of it, if there is one already. */
	peek<J extends Job, T>(file: DayReader, view: View<J, T>): Promise<CachedView<T> | null>;
}

export function createCachedViews(pool: ScanPool, disk: DiskCache): CachedViews {
	const kept = createLruCache<CachedView<unknown>>(MEMORY_BYTES_MAX);
	const flights = createSingleFlight();
	/** Passes that also build a file's line index, by the task of this index. */
	const surveying = new Map<string, string>();

	async function peek<J extends Job, T>(file: DayReader, view: View<J, T>) {
		let cached = kept.get(keyOf(file, view)) as CachedView<T> | undefined;
		if (!cached && view.isKept && file.size >= KEPT_FROM_BYTES) {
			cached = asCachedView<T>(await disk.load(file.user, storedName(file, view)), view.name);
		}
		return cached && (await isOf(file, cached)) ? cached : null;
	}

	/** Continues a view from where it ends. */
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
				const { name } = view;
				const layout = await file.layout();
				const cached = { name, value, identity, size, changed, covered, layout, hash, keptCovered };
				kept.set(keyOf(file, view), cached, view.bytesOf(value));
				if (isToBeKept) await disk.save(file.user, storedName(file, view), cached);
				return cached;
			},
		};
	}

	async function build<J extends Job, T>(
		file: DayReader,
		view: View<J, T>,
	): Promise<CachedView<T>> {
		const before = await peek(file, view);
		if (before?.size === file.size) {
			kept.set(keyOf(file, view), before, view.bytesOf(before.value));
			return before;
		}
		const value = begin(file, view, before);
		const known = await peek(file, lineIndex);
		const indexTask = taskOf(file, lineIndex);
		const isFree = !surveying.has(indexTask) && !flights.isInProgress(indexTask);
		const index =
			isFree && known?.size !== file.size && (known?.covered ?? 0) === value.from
				? begin(file, lineIndex, known)
				: null;
		if (index) surveying.set(indexTask, taskOf(file, view));
		const lines = known?.size === file.size ? knownLines(known.value) : undefined;
		const job = index ? { ...view.job, surveys: true } : withKnown(view.job, lines);
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
					return await build(file.until(stop), view);
				} finally {
					await release();
				}
			});
		},
	};
}

/** A filter is told what is known of the lines. */
function withKnown<J extends Job>(job: J, known: KnownLines | undefined): J {
	return job.kind === 'find' && known ? { ...job, known } : job;
}

async function isOf(file: DayReader, cached: CachedView<unknown>): Promise<boolean> {
	if (cached.identity !== file.identity || cached.size > file.size) return false;
	if (cached.size === file.size) return cached.changed === file.changed;
	const isSameLayout = JSON.stringify(cached.layout) === JSON.stringify(await file.layout());
	return isSameLayout && cached.hash === (await hashOf(file, cached.covered));
}

async function hashOf(file: DayReader, covered: number): Promise<string> {
	const length = Math.min(HASHED_BYTES, covered);
	const hash = loadCrypto().createHash('sha256');
	hash.update(await file.read(0, length));
	hash.update(await file.read(covered - length, length));
	return hash.digest('base64');
}

/** The disk cache checks that this version of the code wrote the value. */
function asCachedView<T>(stored: unknown, viewName: string): CachedView<T> | undefined {
	const cached = stored as CachedView<T> | null;
	return cached && (cached.name ?? viewName) === viewName ? cached : undefined;
}

function keyOf(file: DayReader, { name }: { name: string }): string {
	return `${file.user}/${file.day}/${name}`;
}

/** The name of the task that builds a view of the current file. */
function taskOf(file: DayReader, view: { name: string }): string {
	return `${keyOf(file, view)} ${file.identity} ${file.size} ${file.changed}`;
}

function storedName(file: DayReader, view: { name: string; keptAs?: string }): string {
	return `${file.day}.${view.keptAs ?? view.name}`;
}
