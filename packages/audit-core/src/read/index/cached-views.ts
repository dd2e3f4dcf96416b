/**
 * What is derived from a day's file: its line index, its summary, the places of a filter's rows.
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
import type { DayFile } from '../io/day-reader.ts';
import type { DerivedStore } from './disk-cache.ts';
import { lineIndex } from './line-index.ts';
import { createMemory } from './lru-cache.ts';
import type { Job, Part } from '../scan/jobs.ts';
import type { ScanPool } from '../scan/pool.ts';
import { scanFile } from '../scan/scan-file.ts';
import { createSharedWork } from './single-flight.ts';

const MEMORY_BYTES_MAX = 128 * 1024 * 1024;
const HASHED_BYTES = 4 * 1024;
/** A smaller file is read anew faster than what is derived from it is looked after. */
const KEPT_FROM_BYTES = 64 * 1024;
/** A growing day is not written anew at each look, but when it has grown by a tenth. */
const KEPT_AGAIN_GROWTH = 1.1;

/** How to make one kind of value. Values are never changed: `add` gives a new one. */
export interface Derivation<J extends Job, T> {
	/** Names the value among those of a day. */
	name: string;
	job: J;
	empty: T;
	add(value: T, part: Part<J>): T;
	/** About how much memory the value takes. */
	bytesOf(value: T): number;
	/** Whether it is kept on disk too, as JSON. */
	isKept: boolean;
}

/** A value, and what it was made of. */
export interface Derived<T> {
	value: T;
	identity: string;
	/** Size and time of change of the file when it was read. */
	size: number;
	changed: string;
	/** Everything before this offset is in the value; a line begins there. */
	covered: number;
	/** Of the first and the last bytes of what is covered. */
	hash: string;
	/** What was covered when it was last kept on disk. */
	keptCovered: number;
}

export interface DerivedValues {
	/** The value of the file as it is: taken from memory or disk, extended, or made. */
	get<J extends Job, T>(
		file: DayFile,
		derivation: Derivation<J, T>,
		signal?: AbortSignal,
	): Promise<Derived<T>>;
	/** The value of the file, or of as much as the file had when it was made, if there is one. */
	peek<J extends Job, T>(file: DayFile, derivation: Derivation<J, T>): Promise<Derived<T> | null>;
}

export function createDerivedValues(pool: ScanPool, store: DerivedStore): DerivedValues {
	const memory = createMemory<Derived<unknown>>(MEMORY_BYTES_MAX);
	const shared = createSharedWork();
	/** Passes that make a file's line index besides, by the task of the index that they stand in for. */
	const surveying = new Map<string, string>();

	async function peek<J extends Job, T>(file: DayFile, derivation: Derivation<J, T>) {
		let derived = memory.get(keyOf(file, derivation)) as Derived<T> | undefined;
		if (!derived && derivation.isKept && file.size >= KEPT_FROM_BYTES) {
			derived = asDerived<T>(await store.load(file.user, storedName(file, derivation)));
		}
		return derived && (await isOf(file, derived)) ? derived : null;
	}

	/** Takes up the value where it ends, to be added to and kept. */
	function begin<J extends Job, T>(
		file: DayFile,
		derivation: Derivation<J, T>,
		before: Derived<T> | null,
	) {
		let value = before?.value ?? derivation.empty;
		let covered = before?.covered ?? 0;
		let keptCovered = before?.keptCovered ?? 0;
		return {
			from: covered,
			add(part: Part<J>) {
				value = derivation.add(value, part);
				covered = Math.max(covered, part.end);
			},
			async keep(): Promise<Derived<T>> {
				const keptFrom = Math.max(KEPT_FROM_BYTES, keptCovered * KEPT_AGAIN_GROWTH);
				const isToBeKept = derivation.isKept && covered >= keptFrom;
				if (isToBeKept) keptCovered = covered;
				const { identity, size, changed } = file;
				const hash = await hashOf(file, covered);
				const derived = { value, identity, size, changed, covered, hash, keptCovered };
				memory.set(keyOf(file, derivation), derived, derivation.bytesOf(value));
				if (isToBeKept) await store.save(file.user, storedName(file, derivation), derived);
				return derived;
			},
		};
	}

	async function make<J extends Job, T>(
		file: DayFile,
		derivation: Derivation<J, T>,
		signal: AbortSignal,
	): Promise<Derived<T>> {
		const before = await peek(file, derivation);
		if (before?.size === file.size) {
			memory.set(keyOf(file, derivation), before, derivation.bytesOf(before.value));
			return before;
		}
		const value = begin(file, derivation, before);
		const known = await peek(file, lineIndex);
		const indexTask = taskOf(file, lineIndex);
		const isFree = !surveying.has(indexTask) && !shared.isUnderWay(indexTask);
		const index =
			isFree && known?.size !== file.size && (known?.covered ?? 0) === value.from
				? begin(file, lineIndex, known)
				: null;
		if (index) surveying.set(indexTask, taskOf(file, derivation));
		const job = index ? { ...derivation.job, surveys: true } : derivation.job;
		try {
			for await (const { part } of scanFile(pool, file, job, { from: value.from, signal })) {
				value.add(part);
				const { end, survey } = part;
				if (index && survey) index.add({ end, survey });
			}
			const [derived] = await Promise.all([value.keep(), index?.keep()]);
			return derived;
		} finally {
			if (index) surveying.delete(indexTask);
		}
	}

	return {
		peek,
		async get(file, derivation, signal) {
			const task = taskOf(file, derivation);
			const pass = surveying.get(task);
			if (pass !== undefined) await shared.join(pass, signal);
			return shared.run(task, signal, async (stop) => {
				const release = file.hold();
				try {
					return await make(file, derivation, stop);
				} finally {
					await release();
				}
			});
		},
	};
}

async function isOf(file: DayFile, derived: Derived<unknown>): Promise<boolean> {
	if (derived.identity !== file.identity || derived.size > file.size) return false;
	if (derived.size === file.size) return derived.changed === file.changed;
	return derived.hash === (await hashOf(file, derived.covered));
}

async function hashOf(file: DayFile, covered: number): Promise<string> {
	const length = Math.min(HASHED_BYTES, covered);
	const hash = createHash('sha256');
	hash.update(await file.read(0, length));
	hash.update(await file.read(covered - length, length));
	return hash.digest('base64');
}

/** What the store gives was written by this very code: its checksum says so. */
function asDerived<T>(stored: unknown): Derived<T> | undefined {
	return (stored as Derived<T> | null) ?? undefined;
}

function keyOf(file: DayFile, { name }: { name: string }): string {
	return `${file.user}/${file.day}/${name}`;
}

/** Names the making of a value of the file as it is. */
function taskOf(file: DayFile, derivation: { name: string }): string {
	return `${keyOf(file, derivation)} ${file.identity} ${file.size} ${file.changed}`;
}

function storedName(file: DayFile, { name }: { name: string }): string {
	return `${file.day}.${name}`;
}
